/* Locals that are not bound, where the GIL is not held. */
#ifndef PX_RAISE_UNBOUND_H
#define PX_RAISE_UNBOUND_H
#include "px/base.h"

/* Takes the GIL and raises. */
PX_API PX_COLD void px_raise_unbound_nogil(PyObject *name);

#endif
