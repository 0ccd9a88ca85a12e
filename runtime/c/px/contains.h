/* `item in container`. */
#ifndef PX_CONTAINS_H
#define PX_CONTAINS_H
#include "px/base.h"

#include <string.h>

/* 0, 1, or -1. The container comes first. */
PX_API int px_contains(PyObject *container, PyObject *item);

/* 0 or 1. */
PX_API int px_str_contains_char(PyObject *str, Py_UCS4 c);

PX_INLINE int px_bytes_contains_char(PyObject *bytes, char c) {
    return memchr(PyBytes_AS_STRING(bytes), (unsigned char)c, (size_t)PyBytes_GET_SIZE(bytes)) != NULL;
}

PX_INLINE int px_bytes_contains_byte(PyObject *bytes, unsigned char byte) {
    return memchr(PyBytes_AS_STRING(bytes), byte, (size_t)PyBytes_GET_SIZE(bytes)) != NULL;
}

#endif
