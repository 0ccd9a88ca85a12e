#include "px/check_none.h"

PX_API PX_COLD int px_none_attr_error(PyObject *name) {
    PyObject *value = PyObject_GetAttr(Py_None, name); /* raises, with all that suggestions need */
    if (!value) return -1;
    Py_DECREF(value); /* there is one: it belongs to None, not to the declared type */
    PyErr_Format(PyExc_AttributeError, "'NoneType' object has no attribute '%U'", name);
    return -1;
}

PX_API PX_COLD int px_none_error(const char *text) {
    PyErr_SetString(PyExc_TypeError, text);
    return -1;
}
