/* Encoded text that C code only reads: a str of ASCII characters, which is its own encoding, or bytes. */
#ifndef PX_LENT_TEXT_H
#define PX_LENT_TEXT_H
#include "px/to_chars.h"

/* Of str. New references, or NULL. */
PX_INLINE PyObject *px_text_of_utf8(PyObject *str) {
    return px_likely(PyUnicode_IS_COMPACT_ASCII(str)) ? Py_NewRef(str) : PyUnicode_AsUTF8String(str);
}

PX_INLINE PyObject *px_text_of_ascii(PyObject *str) {
    return px_likely(PyUnicode_IS_COMPACT_ASCII(str)) ? Py_NewRef(str) : PyUnicode_AsASCIIString(str);
}

PX_INLINE PyObject *px_text_of_latin1(PyObject *str) {
    return px_likely(PyUnicode_IS_COMPACT_ASCII(str)) ? Py_NewRef(str) : PyUnicode_AsLatin1String(str);
}

/* For reading only; NULL with a TypeError where the variable still holds None. */
PX_INLINE char *px_text_chars(PyObject *text) {
    return px_likely(PyUnicode_Check(text)) ? (char *)PyUnicode_DATA(text) : px_to_chars(text);
}

PX_INLINE Py_ssize_t px_text_size(PyObject *text) {
    return px_likely(PyUnicode_Check(text)) ? PyUnicode_GET_LENGTH(text) : PyBytes_GET_SIZE(text);
}

#endif
