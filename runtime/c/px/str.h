/* Exact str. */
#ifndef PX_STR_H
#define PX_STR_H
#include "px/base.h"

PX_INLINE Py_ssize_t px_str_len(PyObject *str) { return PyUnicode_GET_LENGTH(str); }

/* New reference, or NULL. */
PX_INLINE PyObject *px_str_concat(PyObject *a, PyObject *b) { return PyUnicode_Concat(a, b); }

PX_INLINE PyObject *px_str_repeat(PyObject *str, Py_ssize_t n) { return PySequence_Repeat(str, n); }

/* Takes over `a` and grows it in place where nobody else has it. New reference, or NULL. */
PX_INLINE PyObject *px_str_append(PyObject *a, PyObject *b) {
    PyUnicode_Append(&a, b);
    return a;
}

#endif
