#include "px/to_pyfloat.h"

PX_API PyObject *px_to_pyfloat_slow(PyObject *value, PyObject *name, int none) {
    if (none && value == Py_None) return Py_NewRef(value);
    if (PyNumber_Check(value)) return PyNumber_Float(value);
    if (name)
        PyErr_Format(PyExc_TypeError, "Argument '%U' has incorrect type (expected float, got %.200s)", name,
                     Py_TYPE(value)->tp_name);
    else
        PyErr_Format(PyExc_TypeError, "Expected float, got %.200s", Py_TYPE(value)->tp_name);
    return NULL;
}
