/* Exact lists: packing, appending, items by a C index. */
#ifndef PX_LIST_H
#define PX_LIST_H
#include "px/base.h"

#if !defined(Py_GIL_DISABLED) && !defined(Py_LIMITED_API)
#define PX_LIST_OPEN 1 /* the fields of the list object may be used */
#else
#define PX_LIST_OPEN 0
#endif

/* A new list of n items, which it borrows; or NULL. */
PX_API PyObject *px_list_pack(PyObject *const *items, Py_ssize_t n);

/* `[*x]`: 0, or -1. */
PX_API int px_list_extend_star(PyObject *list, PyObject *iterable);

/* Raises IndexError. Returns NULL, -1. */
PX_API PX_COLD PyObject *px_list_index_error(void);
PX_API PX_COLD int px_list_store_error(void);

/* New reference, or NULL. */
PX_INLINE PyObject *px_list_new(void) { return PyList_New(0); }

PX_INLINE Py_ssize_t px_list_len(PyObject *list) { return PyList_GET_SIZE(list); }

/* 0, or -1. */
PX_INLINE int px_list_append(PyObject *list, PyObject *item) {
#if PX_LIST_OPEN
    Py_ssize_t n = PyList_GET_SIZE(list);
    if (px_likely(n < ((PyListObject *)list)->allocated && n > ((PyListObject *)list)->allocated / 2)) {
        PyList_SET_ITEM(list, n, Py_NewRef(item));
        Py_SET_SIZE((PyVarObject *)list, n + 1);
        return 0;
    }
#endif
    return PyList_Append(list, item);
}

/* Takes over the item. 0, or -1. */
PX_INLINE int px_list_push(PyObject *list, PyObject *item) {
    int status = px_list_append(list, item);
    Py_DECREF(item);
    return status;
}

/* The place that an index means, which may be out of bounds. */
PX_INLINE Py_ssize_t px_list_place(PyObject *list, Py_ssize_t i) { return i < 0 ? i + PyList_GET_SIZE(list) : i; }

PX_INLINE int px_list_has(PyObject *list, Py_ssize_t i) { return (size_t)i < (size_t)PyList_GET_SIZE(list); }

/* An item within bounds, borrowed: other threads must not run. */
PX_INLINE PyObject *px_list_peek(PyObject *list, Py_ssize_t i) { return PyList_GET_ITEM(list, i); }

/* An item within bounds. New reference. */
PX_INLINE PyObject *px_list_getitem_raw(PyObject *list, Py_ssize_t i) {
#if defined(Py_GIL_DISABLED)
    return PyList_GetItemRef(list, i);
#else
    return Py_NewRef(PyList_GET_ITEM(list, i));
#endif
}

PX_INLINE PyObject *px_list_getitem_nocheck(PyObject *list, Py_ssize_t i) {
    return px_list_getitem_raw(list, i < 0 ? i + PyList_GET_SIZE(list) : i);
}

/* New reference, or NULL. */
PX_INLINE PyObject *px_list_getitem(PyObject *list, Py_ssize_t i) {
    if (i < 0) i += PyList_GET_SIZE(list);
    if (px_likely((size_t)i < (size_t)PyList_GET_SIZE(list))) return px_list_getitem_raw(list, i);
    return px_list_index_error();
}

/* Replaces an item within bounds by a new reference to the value. Returns 0. */
PX_INLINE int px_list_setitem_raw(PyObject *list, Py_ssize_t i, PyObject *value) {
#if PX_LIST_OPEN
    PyObject *old = PyList_GET_ITEM(list, i);
    PyList_SET_ITEM(list, i, Py_NewRef(value));
    Py_XDECREF(old);
    return 0;
#else
    return PyList_SetItem(list, i, Py_NewRef(value));
#endif
}

PX_INLINE int px_list_setitem_nocheck(PyObject *list, Py_ssize_t i, PyObject *value) {
    return px_list_setitem_raw(list, i < 0 ? i + PyList_GET_SIZE(list) : i, value);
}

/* 0, or -1. */
PX_INLINE int px_list_setitem(PyObject *list, Py_ssize_t i, PyObject *value) {
    if (i < 0) i += PyList_GET_SIZE(list);
    if (px_likely((size_t)i < (size_t)PyList_GET_SIZE(list))) return px_list_setitem_raw(list, i, value);
    return px_list_store_error();
}

#endif
