#include "px/dict_methods.h"

#include "px/dict_find.h"

#include "px/attr_func.h"
#include "px/dict.h"

PX_API PyObject *px_dict_get_or(PyObject *dict, PyObject *key, PyObject *fallback) {
    PyObject *value = px_dict_find(dict, key);
    return value || PyErr_Occurred() ? value : Py_NewRef(fallback);
}

PX_API PyObject *px_dict_setdefault(PyObject *dict, PyObject *key, PyObject *value) {
#if PY_VERSION_HEX >= 0x030D0000
    PyObject *result;
    PyDict_SetDefaultRef(dict, key, value, &result);
    return result;
#else
    return Py_XNewRef(PyDict_SetDefault(dict, key, value));
#endif
}

PX_API PyObject *px_dict_pop_or(PyObject *dict, PyObject *key, PyObject *fallback) {
    PyObject *value = px_dict_find(dict, key);
    if (!value) return PyErr_Occurred() ? NULL : Py_XNewRef(fallback);
    if (PyDict_DelItem(dict, key) < 0) Py_CLEAR(value);
    return value;
}

PX_API PyObject *px_dict_pop(PyObject *dict, PyObject *key) {
    PyObject *value = px_dict_pop_or(dict, key, NULL);
    if (!value && !PyErr_Occurred()) px_key_error(key);
    return value;
}

PX_API int px_dict_update(PyObject *dict, PyObject *source) {
    PyObject *name;
    int keys = PyDict_CheckExact(source);
    if (!keys) {
        name = PyUnicode_InternFromString("keys");
        keys = name ? px_attr_has(source, name) : -1;
        Py_XDECREF(name);
        if (keys < 0) return -1;
    }
    return keys ? PyDict_Update(dict, source) : PyDict_MergeFromSeq2(dict, source, 1);
}
