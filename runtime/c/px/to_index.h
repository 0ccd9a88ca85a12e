/* Objects to Py_ssize_t and Py_hash_t: ints, and what has `__index__`. */
#ifndef PX_TO_INDEX_H
#define PX_TO_INDEX_H
#include "px/int_small.h"

/* -1 with an exception set on failure. */
PX_API Py_ssize_t px_to_ssize_slow(PyObject *o);

PX_INLINE Py_ssize_t px_to_ssize(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o))) return px_int_small(o);
    return px_to_ssize_slow(o);
}

PX_INLINE Py_hash_t px_to_hash(PyObject *o) { return px_to_ssize(o); }

#endif
