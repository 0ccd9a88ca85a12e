#include "px/loop.h"

static void px_dict_changed(void) { PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration"); }

PX_API PyObject *px_dict_next(PyObject *dict, Py_ssize_t *pos, Py_ssize_t n) {
    PyObject *key, *value;
    if (px_unlikely(PyDict_Size(dict) != n)) {
        px_dict_changed();
        return NULL;
    }
    return PyDict_Next(dict, pos, &key, &value) ? Py_NewRef(key) : NULL;
}

PX_API PyObject *px_dict_value_at(PyObject *dict, Py_ssize_t pos) {
    PyObject *key, *value;
    if (PyDict_Next(dict, &pos, &key, &value)) return Py_NewRef(value);
    px_dict_changed();
    return NULL;
}
