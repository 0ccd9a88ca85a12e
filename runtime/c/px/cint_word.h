/* Words that stand for Python ints while they fit. */
#ifndef PX_CINT_WORD_H
#define PX_CINT_WORD_H
#include "px/base.h"

/* Whether the result does not fit. */
PX_INLINE int px_add_overflows(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t result;
    return __builtin_add_overflow(a, b, &result);
}

PX_INLINE int px_sub_overflows(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t result;
    return __builtin_sub_overflow(a, b, &result);
}

PX_INLINE int px_mul_overflows(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t result;
    return __builtin_mul_overflow(a, b, &result);
}

/* The result, wrapped around. */
PX_INLINE Py_ssize_t px_add_wraps(Py_ssize_t a, Py_ssize_t b) { return (Py_ssize_t)((size_t)a + (size_t)b); }

PX_INLINE Py_ssize_t px_sub_wraps(Py_ssize_t a, Py_ssize_t b) { return (Py_ssize_t)((size_t)a - (size_t)b); }

PX_INLINE Py_ssize_t px_mul_wraps(Py_ssize_t a, Py_ssize_t b) { return (Py_ssize_t)((size_t)a * (size_t)b); }

#endif
