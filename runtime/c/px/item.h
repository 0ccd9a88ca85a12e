/* Subscripts of any object. */
#ifndef PX_ITEM_H
#define PX_ITEM_H
#include "px/int_small.h"
#include "px/list.h"

/* What the inline functions below do not do. `o[key]`: new reference, or NULL. `o[key] = value`: 0, or -1. */
PX_API PyObject *px_obj_getitem_slow(PyObject *o, PyObject *key);
PX_API int px_obj_setitem_slow(PyObject *o, PyObject *key, PyObject *value);

/* What is neither an exact list nor an exact tuple, and indices out of bounds: as with an int object. */
PX_API PyObject *px_obj_getitem_boxed(PyObject *o, Py_ssize_t i);
PX_API int px_obj_setitem_boxed(PyObject *o, Py_ssize_t i, PyObject *value);
PX_API int px_obj_delitem_index(PyObject *o, Py_ssize_t i);
PX_API PyObject *px_obj_getitem_size(PyObject *o, size_t i);

/* `o[key]`: new reference, or NULL. */
PX_INLINE PyObject *px_obj_getitem(PyObject *o, PyObject *key) {
    if (PyList_CheckExact(o) && PyLong_CheckExact(key) && px_int_is_small(key)) {
        Py_ssize_t at = px_int_small(key);
        if (at < 0) at += PyList_GET_SIZE(o);
        if (px_likely((size_t)at < (size_t)PyList_GET_SIZE(o))) return px_list_getitem_raw(o, at);
    }
    return px_obj_getitem_slow(o, key);
}

/* `o[key] = value`: 0, or -1. */
PX_INLINE int px_obj_setitem(PyObject *o, PyObject *key, PyObject *value) {
    if (PyList_CheckExact(o) && PyLong_CheckExact(key) && px_int_is_small(key))
        return px_list_setitem(o, px_int_small(key), value);
    return px_obj_setitem_slow(o, key, value);
}

/* By a C index: new reference, or NULL. */
PX_INLINE PyObject *px_obj_getitem_index(PyObject *o, Py_ssize_t i) {
    Py_ssize_t at;
    if (PyList_CheckExact(o)) {
        at = i < 0 ? i + PyList_GET_SIZE(o) : i;
        if (px_likely((size_t)at < (size_t)PyList_GET_SIZE(o))) return px_list_getitem_raw(o, at);
    } else if (PyTuple_CheckExact(o)) {
        at = i < 0 ? i + PyTuple_GET_SIZE(o) : i;
        if (px_likely((size_t)at < (size_t)PyTuple_GET_SIZE(o))) return Py_NewRef(PyTuple_GET_ITEM(o, at));
    }
    return px_obj_getitem_boxed(o, i);
}

PX_INLINE PyObject *px_obj_getitem_index_raw(PyObject *o, Py_ssize_t i) {
    if (PyList_CheckExact(o)) return px_list_getitem_raw(o, i);
    if (PyTuple_CheckExact(o)) return Py_NewRef(PyTuple_GET_ITEM(o, i));
    return px_obj_getitem_boxed(o, i);
}

PX_INLINE PyObject *px_obj_getitem_index_nocheck(PyObject *o, Py_ssize_t i) {
    if (PyList_CheckExact(o)) return px_list_getitem_nocheck(o, i);
    if (PyTuple_CheckExact(o)) return Py_NewRef(PyTuple_GET_ITEM(o, i < 0 ? i + PyTuple_GET_SIZE(o) : i));
    return px_obj_getitem_boxed(o, i);
}

/* 0, or -1. */
PX_INLINE int px_obj_setitem_index(PyObject *o, Py_ssize_t i, PyObject *value) {
    if (PyList_CheckExact(o)) return px_list_setitem(o, i, value);
    return px_obj_setitem_boxed(o, i, value);
}

PX_INLINE int px_obj_setitem_index_raw(PyObject *o, Py_ssize_t i, PyObject *value) {
    if (PyList_CheckExact(o)) return px_list_setitem_raw(o, i, value);
    return px_obj_setitem_boxed(o, i, value);
}

PX_INLINE int px_obj_setitem_index_nocheck(PyObject *o, Py_ssize_t i, PyObject *value) {
    if (PyList_CheckExact(o)) return px_list_setitem_nocheck(o, i, value);
    return px_obj_setitem_boxed(o, i, value);
}

#endif
