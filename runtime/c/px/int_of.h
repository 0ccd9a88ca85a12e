/* `int(x)`. */
#ifndef PX_INT_OF_H
#define PX_INT_OF_H
#include "px/base.h"

/* New reference (an exact int), or NULL. */
PX_INLINE PyObject *px_int_of(PyObject *o) { return PyNumber_Long(o); }

PX_INLINE PyObject *px_int_of_double(double value) { return PyLong_FromDouble(value); }

#endif
