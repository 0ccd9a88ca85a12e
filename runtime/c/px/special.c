#include "px/special.h"

/* The attribute of a type by its method resolution order. Borrowed, or NULL. */
static PyObject *px_type_lookup(PyTypeObject *type, PyObject *name) {
#if PY_VERSION_HEX < 0x030E0000
    return _PyType_Lookup(type, name);
#else
    Py_ssize_t i;
    for (i = 0; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyObject *dict = PyType_GetDict((PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i));
        PyObject *value = dict ? PyDict_GetItemWithError(dict, name) : NULL;
        Py_XDECREF(dict);
        if (value || PyErr_Occurred()) return value;
    }
    return NULL;
#endif
}

PX_API PyObject *px_special(PyObject *o, const char *name) {
    PyObject *key = PyUnicode_InternFromString(name), *value;
    descrgetfunc bind;
    if (!key) return NULL;
    value = px_type_lookup(Py_TYPE(o), key);
    Py_DECREF(key);
    if (!value) return NULL;
    bind = Py_TYPE(value)->tp_descr_get;
    return bind ? bind(value, o, (PyObject *)Py_TYPE(o)) : Py_NewRef(value);
}
