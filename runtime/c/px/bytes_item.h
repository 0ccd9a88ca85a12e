/* Bytes by a C index: 0 to 255. */
#ifndef PX_BYTES_ITEM_H
#define PX_BYTES_ITEM_H
#include "px/base.h"

/* Raises IndexError, taking the GIL. Returns -1. */
PX_API PX_COLD int px_bytes_index_error(const char *text);

PX_INLINE int px_bytes_getitem_raw(PyObject *bytes, Py_ssize_t i) { return (unsigned char)PyBytes_AS_STRING(bytes)[i]; }

PX_INLINE int px_bytes_getitem_nocheck(PyObject *bytes, Py_ssize_t i) {
    return px_bytes_getitem_raw(bytes, i < 0 ? i + PyBytes_GET_SIZE(bytes) : i);
}

PX_INLINE int px_bytes_getitem_python(PyObject *bytes, Py_ssize_t i) {
    if (i < 0) i += PyBytes_GET_SIZE(bytes);
    if (px_likely((size_t)i < (size_t)PyBytes_GET_SIZE(bytes))) return px_bytes_getitem_raw(bytes, i);
    return px_bytes_index_error("index out of range");
}

/* The byte, or -1 with an exception set. */
PX_INLINE int px_bytes_getitem_nowrap(PyObject *bytes, Py_ssize_t i) {
    if (px_likely((size_t)i < (size_t)PyBytes_GET_SIZE(bytes))) return px_bytes_getitem_raw(bytes, i);
    return px_bytes_index_error("string index out of range");
}

PX_INLINE int px_bytes_getitem(PyObject *bytes, Py_ssize_t i) {
    return px_bytes_getitem_nowrap(bytes, i < 0 ? i + PyBytes_GET_SIZE(bytes) : i);
}

PX_INLINE int px_bytearray_getitem(PyObject *array, Py_ssize_t i) {
    if (i < 0) i += PyByteArray_GET_SIZE(array);
    if (px_likely((size_t)i < (size_t)PyByteArray_GET_SIZE(array)))
        return (unsigned char)PyByteArray_AS_STRING(array)[i];
    return px_bytes_index_error("bytearray index out of range");
}

/* 0, or -1. */
PX_API int px_bytearray_setitem(PyObject *array, Py_ssize_t i, int value);

#endif
