/* Memoryviews that are not bound. */
#ifndef PX_RAISE_UNBOUND_H
#define PX_RAISE_UNBOUND_H
#include "px/base.h"

/* Takes the GIL and raises. */
PX_API PX_COLD void px_raise_unbound_view(PyObject *name);

#endif
