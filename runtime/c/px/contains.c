#include "px/contains.h"

PX_API int px_contains(PyObject *container, PyObject *item) {
    if (PyDict_CheckExact(container)) return PyDict_Contains(container, item);
    return PySequence_Contains(container, item);
}

PX_API int px_str_contains_char(PyObject *str, Py_UCS4 c) {
    return PyUnicode_FindChar(str, c, 0, PyUnicode_GET_LENGTH(str), 1) >= 0;
}
