/* Unpacking: `a, b = x`. */
#ifndef PX_UNPACK_H
#define PX_UNPACK_H
#include "px/base.h"

/* Exactly n items as a tuple: new reference, or NULL. */
PX_API PyObject *px_unpack(PyObject *o, Py_ssize_t n);

/* `before` items, a list of those in the middle, `after` items, as a tuple: new reference, or NULL. */
PX_API PyObject *px_unpack_star(PyObject *o, Py_ssize_t before, Py_ssize_t after);

/* Raises ValueError: there are n items where `expected` are wanted. Returns -1. */
PX_API int px_unpack_error(Py_ssize_t n, Py_ssize_t expected);

/* Whether an exact list or tuple has n items: 0, or -1. */
PX_INLINE int px_unpack_check_list(PyObject *list, Py_ssize_t n) {
    return px_likely(PyList_GET_SIZE(list) == n) ? 0 : px_unpack_error(PyList_GET_SIZE(list), n);
}

PX_INLINE int px_unpack_check_tuple(PyObject *tuple, Py_ssize_t n) {
    return px_likely(PyTuple_GET_SIZE(tuple) == n) ? 0 : px_unpack_error(PyTuple_GET_SIZE(tuple), n);
}

#endif
