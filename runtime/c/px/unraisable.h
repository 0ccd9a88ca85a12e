/* Exceptions that cannot go on to the caller. */
#ifndef PX_UNRAISABLE_H
#define PX_UNRAISABLE_H
#include "px/base.h"

/* Reports the exception in flight: "Exception ignored in: 'where'", behind its traceback if that is wanted. */
PX_API PX_COLD void px_unraisable(const char *where, int traceback);

/* The same without the GIL. */
PX_API PX_COLD void px_unraisable_nogil(const char *where, int traceback);

/* Whether an exception is in flight, for code that does not hold the GIL. */
PX_API int px_exc_occurred_nogil(void);

#endif
