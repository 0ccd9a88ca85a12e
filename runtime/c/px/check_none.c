#include "px/check_none.h"

PX_API PX_COLD int px_none_attr_error(PyObject *name) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyObject *value = PyObject_GetAttr(Py_None, name); /* raises, with all that suggestions need */
    if (value) {
        Py_DECREF(value); /* there is one: it belongs to None, not to the declared type */
        PyErr_Format(PyExc_AttributeError, "'NoneType' object has no attribute '%U'", name);
    }
    PyGILState_Release(gil);
    return -1;
}

PX_API PX_COLD int px_none_error(const char *text) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(PyExc_TypeError, text);
    PyGILState_Release(gil);
    return -1;
}
