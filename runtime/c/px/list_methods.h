/* Methods of exact lists. */
#ifndef PX_LIST_METHODS_H
#define PX_LIST_METHODS_H
#include "px/iterable.h"
#include "px/list.h"

/* 0, or -1. */
PX_INLINE int px_list_extend(PyObject *list, PyObject *iterable) { return px_extend(list, iterable); }

PX_INLINE int px_list_clear(PyObject *list) { return PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, NULL); }

/* New reference, or NULL. */
PX_INLINE PyObject *px_list_copy(PyObject *list) { return PyList_GetSlice(list, 0, PY_SSIZE_T_MAX); }

PX_INLINE PyObject *px_list_concat(PyObject *a, PyObject *b) { return PySequence_Concat(a, b); }

PX_INLINE PyObject *px_list_repeat(PyObject *list, Py_ssize_t n) { return PySequence_Repeat(list, n); }

/* `list.index(x)`: -1 with a ValueError where it is not there. */
PX_API Py_ssize_t px_list_index(PyObject *list, PyObject *value);

/* `list.pop(i)`: new reference, or NULL. */
PX_API PyObject *px_list_pop_at(PyObject *list, Py_ssize_t i);
/* What the inline function leaves: a list that is empty, or gives memory back. */
PX_API PyObject *px_list_pop_slow(PyObject *list);

/* `list.pop()`: new reference, or NULL. */
PX_INLINE PyObject *px_list_pop(PyObject *list) {
#if PX_LIST_OPEN
    Py_ssize_t n = PyList_GET_SIZE(list);
    if (px_likely(n > 0 && n > ((PyListObject *)list)->allocated / 2)) {
        Py_SET_SIZE((PyVarObject *)list, n - 1);
        return PyList_GET_ITEM(list, n - 1);
    }
#endif
    return px_list_pop_slow(list);
}

/* `sorted(iterable)`: new reference, or NULL. */
PX_API PyObject *px_sorted(PyObject *iterable);

#endif
