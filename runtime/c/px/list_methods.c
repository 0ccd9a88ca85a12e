#include "px/list_methods.h"

static PyObject *px_list_take(PyObject *list, Py_ssize_t i, const char *complaint) {
    Py_ssize_t n = PyList_GET_SIZE(list);
    PyObject *item;
    if (i < 0) i += n;
    if (i < 0 || i >= n) {
        PyErr_SetString(PyExc_IndexError, n == 0 ? "pop from empty list" : complaint);
        return NULL;
    }
    item = Py_NewRef(PyList_GET_ITEM(list, i));
    if (PyList_SetSlice(list, i, i + 1, NULL) < 0) Py_CLEAR(item);
    return item;
}

PX_API Py_ssize_t px_list_index(PyObject *list, PyObject *value) {
    Py_ssize_t i;
    for (i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *item = Py_NewRef(PyList_GET_ITEM(list, i));
        int same = PyObject_RichCompareBool(item, value, Py_EQ);
        Py_DECREF(item);
        if (same) return same > 0 ? i : -1;
    }
    if (PY_VERSION_HEX >= 0x030E0000)
        PyErr_SetString(PyExc_ValueError, "list.index(x): x not in list");
    else
        PyErr_Format(PyExc_ValueError, "%R is not in list", value);
    return -1;
}

PX_API PyObject *px_list_pop_slow(PyObject *list) { return px_list_take(list, -1, "pop from empty list"); }

PX_API PyObject *px_list_pop_at(PyObject *list, Py_ssize_t i) {
    return px_list_take(list, i, "pop index out of range");
}

PX_API PyObject *px_sorted(PyObject *iterable) {
    PyObject *list = PySequence_List(iterable);
    if (list && PyList_Sort(list) < 0) Py_CLEAR(list);
    return list;
}
