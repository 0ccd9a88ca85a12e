#include "px/attr_func.h"

PX_API PyObject *px_attr_lookup(PyObject *o, PyObject *name) {
    PyObject *value;
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError, "attribute name must be string, not '%.200s'", Py_TYPE(name)->tp_name);
        return NULL;
    }
#if PY_VERSION_HEX >= 0x030D0000
    PyObject_GetOptionalAttr(o, name, &value);
#else
    _PyObject_LookupAttr(o, name, &value);
#endif
    return value;
}

PX_API PyObject *px_attr_get_or(PyObject *o, PyObject *name, PyObject *fallback) {
    PyObject *value = px_attr_lookup(o, name);
    if (value || PyErr_Occurred()) return value;
    return Py_NewRef(fallback);
}

PX_API int px_attr_has(PyObject *o, PyObject *name) {
    PyObject *value = px_attr_lookup(o, name);
    if (!value) return PyErr_Occurred() ? -1 : 0;
    Py_DECREF(value);
    return 1;
}
