#include "px/cfloat_pow.h"

#include <math.h>

PX_API PyObject *px_pow_object(double a, double b) {
    PyObject *base, *exponent, *result = NULL;
    if (!(a < 0.0) || !isfinite(b) || floor(b) == b) return PyFloat_FromDouble(pow(a, b));
    base = PyFloat_FromDouble(a);
    exponent = PyFloat_FromDouble(b);
    if (base && exponent) result = PyNumber_Power(base, exponent, Py_None);
    Py_XDECREF(base);
    Py_XDECREF(exponent);
    return result;
}
