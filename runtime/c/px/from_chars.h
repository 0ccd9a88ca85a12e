/* C strings to objects. A length of -1 means up to the NUL. */
#ifndef PX_FROM_CHARS_H
#define PX_FROM_CHARS_H
#include "px/base.h"

#include <string.h>

PX_INLINE Py_ssize_t px_chars_len(const char *text) { return (Py_ssize_t)strlen(text); }

/* New reference, or NULL. */
PX_INLINE PyObject *px_from_chars(const char *text) { return PyBytes_FromString(text); }

PX_INLINE PyObject *px_str_from_chars(const char *text, Py_ssize_t n, const char *encoding) {
    return PyUnicode_Decode(text, n < 0 ? px_chars_len(text) : n, encoding, NULL);
}

PX_INLINE PyObject *px_bytearray_from_chars(const char *text, Py_ssize_t n) {
    return PyByteArray_FromStringAndSize(text, n < 0 ? px_chars_len(text) : n);
}

#endif
