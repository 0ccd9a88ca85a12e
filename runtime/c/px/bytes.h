/* Exact bytes and bytearray. */
#ifndef PX_BYTES_H
#define PX_BYTES_H
#include "px/base.h"

PX_INLINE Py_ssize_t px_bytes_len(PyObject *bytes) { return PyBytes_GET_SIZE(bytes); }

PX_INLINE Py_ssize_t px_bytearray_len(PyObject *array) { return PyByteArray_GET_SIZE(array); }

/* New reference, or NULL. */
PX_INLINE PyObject *px_bytes_concat(PyObject *a, PyObject *b) { return PySequence_Concat(a, b); }

/* `bytes.decode()`: new reference, or NULL. */
PX_INLINE PyObject *px_bytes_decode(PyObject *bytes) {
    return PyUnicode_DecodeUTF8(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), NULL);
}

/* 0, or -1. */
PX_API int px_bytearray_append(PyObject *array, int value);

#endif
