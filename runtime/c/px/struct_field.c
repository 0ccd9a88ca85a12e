#include "px/struct_field.h"

PX_API PyObject *px_struct_field(PyObject *mapping, PyObject *name) {
    PyObject *value;
    if (!PyMapping_Check(mapping)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(mapping)->tp_name);
        return NULL;
    }
    value = PyObject_GetItem(mapping, name);
    if (!value && PyErr_ExceptionMatches(PyExc_KeyError))
        PyErr_Format(PyExc_ValueError, "No value specified for struct attribute '%U'", name);
    return value;
}
