#include "px/to_pyint.h"

PX_API PyObject *px_to_pyint_slow(PyObject *value, PyObject *name) {
    PyNumberMethods *number = Py_TYPE(value)->tp_as_number;
    if (number && (number->nb_int || number->nb_index)) return PyNumber_Long(value);
    PyErr_Format(PyExc_TypeError, "Argument '%U' has incorrect type (expected int, got %.200s)", name,
                 Py_TYPE(value)->tp_name);
    return NULL;
}
