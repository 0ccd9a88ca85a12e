/* Exact ints that fit a machine word. */
#ifndef PX_INT_WORD_H
#define PX_INT_WORD_H
#include "px/int_small.h"

/* The value, or -1 without an exception where it does not fit. */
PX_API long long px_int_longlong_slow(PyObject *o, int *fits);

PX_INLINE int px_int_fits_longlong(PyObject *o) {
    int fits = 1;
    if (px_likely(px_int_is_small(o))) return 1;
    px_int_longlong_slow(o, &fits);
    return fits;
}

PX_INLINE long long px_int_longlong(PyObject *o) {
    int fits;
    return px_likely(px_int_is_small(o)) ? px_int_small(o) : px_int_longlong_slow(o, &fits);
}

/* Whether an object is exactly an int, and fits. */
PX_INLINE int px_is_word(PyObject *o) { return PyLong_CheckExact(o) && px_int_fits_longlong(o); }

PX_INLINE int px_int_fits_ssize(PyObject *o) {
    long long value;
    int fits = 1;
    if (px_likely(px_int_is_small(o))) return 1;
    value = px_int_longlong_slow(o, &fits);
    return fits && value >= PY_SSIZE_T_MIN && value <= PY_SSIZE_T_MAX;
}

PX_INLINE Py_ssize_t px_int_ssize(PyObject *o) { return (Py_ssize_t)px_int_longlong(o); }

#endif
