/* Failure that the function which failed has told of. */
#ifndef PX_TOLD_H
#define PX_TOLD_H
#include "px/base.h"

/* The exception is in flight: nothing to do. */
PX_INLINE void px_exc_told(void) {}

#endif
