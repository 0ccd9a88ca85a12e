/* Characters of an exact str by a C index. */
#ifndef PX_STR_ITEM_H
#define PX_STR_ITEM_H
#include "px/base.h"

/* Raises IndexError. Returns (Py_UCS4)-1. */
PX_API PX_COLD Py_UCS4 px_str_index_error(void);

PX_INLINE Py_UCS4 px_str_getitem_raw(PyObject *str, Py_ssize_t i) { return PyUnicode_READ_CHAR(str, i); }

/* For loops over a str, where kind and data stay what they are. The str is there to be kept alive. */
PX_INLINE int px_str_kind(PyObject *str) { return (int)PyUnicode_KIND(str); }

PX_INLINE void *px_str_data(PyObject *str) { return PyUnicode_DATA(str); }

PX_INLINE Py_UCS4 px_str_read(PyObject *str, int kind, const void *data, Py_ssize_t i) {
    (void)str;
    return PyUnicode_READ(kind, data, i);
}

PX_INLINE Py_UCS4 px_str_getitem_nocheck(PyObject *str, Py_ssize_t i) {
    return PyUnicode_READ_CHAR(str, i < 0 ? i + PyUnicode_GET_LENGTH(str) : i);
}

/* The character, or (Py_UCS4)-1 with an exception set. */
PX_INLINE Py_UCS4 px_str_getitem_nowrap(PyObject *str, Py_ssize_t i) {
    if (px_likely((size_t)i < (size_t)PyUnicode_GET_LENGTH(str))) return PyUnicode_READ_CHAR(str, i);
    return px_str_index_error();
}

PX_INLINE Py_UCS4 px_str_getitem(PyObject *str, Py_ssize_t i) {
    return px_str_getitem_nowrap(str, i < 0 ? i + PyUnicode_GET_LENGTH(str) : i);
}

#endif
