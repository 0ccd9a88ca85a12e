#include "px/to_chars.h"

PX_API char *px_to_chars_other(PyObject *o) {
    if (PyByteArray_Check(o)) return PyByteArray_AS_STRING(o);
    PyErr_Format(PyExc_TypeError, "expected bytes, %.200s found", Py_TYPE(o)->tp_name);
    return NULL;
}
