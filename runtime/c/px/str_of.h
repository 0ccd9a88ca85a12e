/* `str(x)`, `repr(x)`, `ascii(x)`. */
#ifndef PX_STR_OF_H
#define PX_STR_OF_H
#include "px/base.h"

/* New reference (an exact str), or NULL. */
PX_API PyObject *px_str_of(PyObject *o);
PX_API PyObject *px_repr_of(PyObject *o);
PX_API PyObject *px_ascii_of(PyObject *o);

#endif
