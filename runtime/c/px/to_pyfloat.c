#include "px/to_pyfloat.h"

PX_API PyObject *px_to_pyfloat_slow(PyObject *value, PyObject *name, int none) {
    if (none && value == Py_None) return Py_NewRef(value);
    if (Py_TYPE(value)->tp_as_number && !PyUnicode_Check(value) && !PyBytes_Check(value) && !PyByteArray_Check(value))
        return PyNumber_Float(value);
    PyErr_Format(PyExc_TypeError, "Argument '%U' has incorrect type (expected float, got %.200s)", name,
                 Py_TYPE(value)->tp_name);
    return NULL;
}
