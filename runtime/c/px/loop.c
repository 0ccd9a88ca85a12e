#include "px/loop.h"

static void px_dict_changed(void) { PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration"); }

/* The next entry of the dict from a position: new references to what is asked for, or NULL. */
static void px_loop_entry(PyObject *dict, Py_ssize_t *pos, PyObject **key, PyObject **value) {
    PyObject *found_key, *found_value;
#if defined(Py_GIL_DISABLED)
    Py_BEGIN_CRITICAL_SECTION(dict);
#endif
    if (PyDict_Next(dict, pos, &found_key, &found_value)) {
        if (key) *key = Py_NewRef(found_key);
        if (value) *value = Py_NewRef(found_value);
    }
#if defined(Py_GIL_DISABLED)
    Py_END_CRITICAL_SECTION();
#endif
}

PX_API PyObject *px_dict_next(PyObject *dict, Py_ssize_t *pos, Py_ssize_t n, Py_ssize_t *left) {
    PyObject *key = NULL;
    if (px_unlikely(PyDict_Size(dict) != n)) {
        px_dict_changed();
        return NULL;
    }
    px_loop_entry(dict, pos, &key, NULL);
    if (key && px_unlikely((*left)-- <= 0)) {
        PyErr_SetString(PyExc_RuntimeError, "dictionary keys changed during iteration");
        Py_CLEAR(key);
    }
    return key;
}

PX_API PyObject *px_dict_value_at(PyObject *dict, Py_ssize_t pos) {
    PyObject *value = NULL;
    px_loop_entry(dict, &pos, NULL, &value);
    if (!value) px_dict_changed();
    return value;
}
