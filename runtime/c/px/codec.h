/* The codecs that programs name as constants, without a look at the name. A length of -1 means up to the NUL. */
#ifndef PX_CODEC_H
#define PX_CODEC_H
#include "px/base.h"

#include <string.h>

PX_INLINE Py_ssize_t px_text_len(const char *text, Py_ssize_t n) { return n < 0 ? (Py_ssize_t)strlen(text) : n; }

/* New references, or NULL. */
PX_INLINE PyObject *px_str_of_utf8(const char *text, Py_ssize_t n) {
    return PyUnicode_DecodeUTF8(text, px_text_len(text, n), NULL);
}

PX_INLINE PyObject *px_str_of_ascii(const char *text, Py_ssize_t n) {
    return PyUnicode_DecodeASCII(text, px_text_len(text, n), NULL);
}

PX_INLINE PyObject *px_str_of_latin1(const char *text, Py_ssize_t n) {
    return PyUnicode_DecodeLatin1(text, px_text_len(text, n), NULL);
}

/* Of exact str: ASCII is what it is in each of these encodings. */
PX_INLINE PyObject *px_str_encode(PyObject *str) {
    if (px_unlikely(!PyUnicode_IS_COMPACT_ASCII(str))) return PyUnicode_AsUTF8String(str);
    return PyBytes_FromStringAndSize((const char *)PyUnicode_DATA(str), PyUnicode_GET_LENGTH(str));
}

PX_INLINE PyObject *px_str_encode_ascii(PyObject *str) {
    return PyUnicode_IS_COMPACT_ASCII(str) ? px_str_encode(str) : PyUnicode_AsASCIIString(str);
}

PX_INLINE PyObject *px_str_encode_latin1(PyObject *str) {
    return PyUnicode_IS_COMPACT_ASCII(str) ? px_str_encode(str) : PyUnicode_AsLatin1String(str);
}

/* Of exact bytes. */
PX_INLINE PyObject *px_bytes_decode_ascii(PyObject *bytes) {
    return PyUnicode_DecodeASCII(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), NULL);
}

PX_INLINE PyObject *px_bytes_decode_latin1(PyObject *bytes) {
    return PyUnicode_DecodeLatin1(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), NULL);
}

#endif
