#include "px/set.h"

#include "px/dict.h"

PX_API PyObject *px_set_pack(PyObject *const *items, Py_ssize_t n) {
    PyObject *set = PySet_New(NULL);
    Py_ssize_t i;
    for (i = 0; set && i < n; i++) {
        if (PySet_Add(set, items[i]) < 0) Py_CLEAR(set);
    }
    return set;
}

PX_API int px_set_update(PyObject *set, PyObject *iterable) {
    PyObject *iterator = PyObject_GetIter(iterable), *item;
    int status = 0;
    if (!iterator) return -1;
    while (status == 0 && (item = PyIter_Next(iterator))) {
        status = PySet_Add(set, item);
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() ? -1 : status;
}

/* 1: was there; 0: not; -1. A set as item stands for the frozenset with its items. */
static int px_set_take(PyObject *set, PyObject *item) {
    int there = PySet_Discard(set, item);
    if (there >= 0 || !PySet_Check(item) || !PyErr_ExceptionMatches(PyExc_TypeError)) return there;
    PyErr_Clear();
    item = PyFrozenSet_New(item);
    if (!item) return -1;
    there = PySet_Discard(set, item);
    Py_DECREF(item);
    return there;
}

PX_API int px_set_discard(PyObject *set, PyObject *item) { return px_set_take(set, item) < 0 ? -1 : 0; }

PX_API int px_set_remove(PyObject *set, PyObject *item) {
    int there = px_set_take(set, item);
    if (there == 0) px_key_error(item);
    return there > 0 ? 0 : -1;
}
