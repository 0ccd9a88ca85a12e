/* Objects to C floats: `__float__`, then `__index__`. */
#ifndef PX_TO_FLOAT_H
#define PX_TO_FLOAT_H
#include "px/base.h"

/* What is no float; this counts as a call. */
PX_API double px_to_double_other(PyObject *o);

/* -1.0 with an exception set on failure. */
PX_INLINE double px_to_double(PyObject *o) {
    return px_likely(PyFloat_CheckExact(o)) ? PyFloat_AS_DOUBLE(o) : px_to_double_other(o);
}

PX_INLINE float px_to_float(PyObject *o) { return (float)px_to_double(o); }

#endif
