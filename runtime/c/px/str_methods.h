/* Methods of exact str with exact str arguments. */
#ifndef PX_STR_METHODS_H
#define PX_STR_METHODS_H
#include "px/base.h"

/* 0, 1, or -1. */
PX_INLINE int px_str_startswith(PyObject *str, PyObject *prefix) {
    return (int)PyUnicode_Tailmatch(str, prefix, 0, PY_SSIZE_T_MAX, -1);
}

PX_INLINE int px_str_endswith(PyObject *str, PyObject *suffix) {
    return (int)PyUnicode_Tailmatch(str, suffix, 0, PY_SSIZE_T_MAX, 1);
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
