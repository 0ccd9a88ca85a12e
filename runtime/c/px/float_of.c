#include "px/float_of.h"

PX_API double px_float_of(PyObject *o) {
    PyObject *number;
    double value;
    if (PyFloat_CheckExact(o)) return PyFloat_AS_DOUBLE(o);
    number = PyNumber_Float(o);
    if (!number) return -1.0;
    value = PyFloat_AS_DOUBLE(number);
    Py_DECREF(number);
    return value;
}
