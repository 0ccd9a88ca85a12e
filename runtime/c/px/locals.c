#include "px/locals.h"

#if PY_VERSION_HEX < 0x030D0000
/* Gives the dict the value that a name has in another one, if it has one. 0, or -1. */
static int px_locals_update(PyObject *dict, PyObject *fresh, PyObject *name) {
    PyObject *value = PyDict_GetItemWithError(fresh, name);
    if (value) return PyDict_SetItem(dict, name, value);
    if (PyErr_Occurred()) return -1;
    if (PyDict_DelItem(dict, name) == 0) return 0;
    if (!PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
    PyErr_Clear();
    return 0;
}
#endif

PX_API PyObject *px_locals_keep(PyObject *cell, PyObject *fresh, PyObject *names) {
#if PY_VERSION_HEX >= 0x030D0000
    (void)cell;
    (void)names;
    return Py_NewRef(fresh);
#else
    PyObject *dict = PyCell_GET(cell);
    Py_ssize_t i;
    if (!dict) {
        PyCell_SET(cell, Py_NewRef(fresh));
        return Py_NewRef(fresh);
    }
    Py_INCREF(dict);
    for (i = 0; i < PyTuple_GET_SIZE(names); i++) {
        if (px_locals_update(dict, fresh, PyTuple_GET_ITEM(names, i)) == 0) continue;
        Py_DECREF(dict);
        return NULL;
    }
    return dict;
#endif
}
