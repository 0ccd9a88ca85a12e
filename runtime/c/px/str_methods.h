/* Methods of exact str with exact str arguments. */
#ifndef PX_STR_METHODS_H
#define PX_STR_METHODS_H
#include "px/base.h"

#include <string.h>

/* Whether the characters of another string stand at a place of `str` where they have room. */
PX_INLINE int px_str_has_at(PyObject *str, Py_ssize_t at, PyObject *part) {
    int kind = (int)PyUnicode_KIND(str), other = (int)PyUnicode_KIND(part);
    Py_ssize_t n = PyUnicode_GET_LENGTH(part), i;
    if (kind == other)
        return memcmp((char *)PyUnicode_DATA(str) + at * kind, PyUnicode_DATA(part), (size_t)(n * kind)) == 0;
    for (i = 0; i < n; i++)
        if (PyUnicode_READ_CHAR(str, at + i) != PyUnicode_READ_CHAR(part, i)) return 0;
    return 1;
}

/* 0 or 1. */
PX_INLINE int px_str_startswith(PyObject *str, PyObject *prefix) {
    return PyUnicode_GET_LENGTH(prefix) <= PyUnicode_GET_LENGTH(str) && px_str_has_at(str, 0, prefix);
}

PX_INLINE int px_str_endswith(PyObject *str, PyObject *suffix) {
    Py_ssize_t at = PyUnicode_GET_LENGTH(str) - PyUnicode_GET_LENGTH(suffix);
    return at >= 0 && px_str_has_at(str, at, suffix);
}

/* Where it is; -1: nowhere; -2 with an exception set. */
PX_INLINE Py_ssize_t px_str_find(PyObject *str, PyObject *part) {
    return PyUnicode_Find(str, part, 0, PY_SSIZE_T_MAX, 1);
}

/* New reference, or NULL. */
PX_INLINE PyObject *px_str_split(PyObject *str) { return PyUnicode_Split(str, NULL, -1); }

PX_INLINE PyObject *px_str_split_at(PyObject *str, PyObject *separator) { return PyUnicode_Split(str, separator, -1); }

PX_INLINE PyObject *px_str_splitlines(PyObject *str) { return PyUnicode_Splitlines(str, 0); }

PX_INLINE PyObject *px_str_replace(PyObject *str, PyObject *old, PyObject *other) {
    return PyUnicode_Replace(str, old, other, -1);
}

#endif
