/* Arithmetic on exact floats. */
#ifndef PX_FLOAT_H
#define PX_FLOAT_H
#include "px/base.h"

#include <math.h>

PX_INLINE double px_float_value(PyObject *a) { return PyFloat_AS_DOUBLE(a); }

/* New reference (an exact float), or NULL. */
PX_INLINE PyObject *px_float_add(PyObject *a, PyObject *b) {
    return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) + PyFloat_AS_DOUBLE(b));
}

PX_INLINE PyObject *px_float_sub(PyObject *a, PyObject *b) {
    return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) - PyFloat_AS_DOUBLE(b));
}

PX_INLINE PyObject *px_float_mul(PyObject *a, PyObject *b) {
    return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) * PyFloat_AS_DOUBLE(b));
}

PX_INLINE PyObject *px_float_truediv(PyObject *a, PyObject *b) {
    if (px_likely(PyFloat_AS_DOUBLE(b) != 0.0)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) / PyFloat_AS_DOUBLE(b));
    return PyNumber_TrueDivide(a, b);
}

PX_INLINE PyObject *px_float_neg(PyObject *a) { return PyFloat_FromDouble(-PyFloat_AS_DOUBLE(a)); }

PX_INLINE PyObject *px_float_pos(PyObject *a) { return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a)); }

PX_INLINE PyObject *px_float_abs(PyObject *a) { return PyFloat_FromDouble(fabs(PyFloat_AS_DOUBLE(a))); }

PX_INLINE int px_float_is_integer(PyObject *a) {
    return isfinite(PyFloat_AS_DOUBLE(a)) && floor(PyFloat_AS_DOUBLE(a)) == PyFloat_AS_DOUBLE(a);
}

#endif
