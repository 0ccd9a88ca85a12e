/* `float(x)` as a C double. */
#ifndef PX_FLOAT_OF_H
#define PX_FLOAT_OF_H
#include "px/base.h"

/* -1.0 with an exception set on failure. Strings are parsed. */
PX_API double px_float_of(PyObject *o);

#endif
