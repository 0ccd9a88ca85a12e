/* Small Python ints: those whose value C can read without a call. */
#ifndef PX_INT_SMALL_H
#define PX_INT_SMALL_H
#include "px/base.h"

/* Whether an int (of any subclass) has at most one digit: |value| < 2**30. */
PX_INLINE int px_int_is_small(PyObject *o) {
#if PY_VERSION_HEX >= 0x030C0000
    return PyUnstable_Long_IsCompact((PyLongObject *)o);
#else
    return (size_t)(Py_SIZE(o) + 1) < 3;
#endif
}

/* The value of a small int. */
PX_INLINE Py_ssize_t px_int_small(PyObject *o) {
#if PY_VERSION_HEX >= 0x030C0000
    return PyUnstable_Long_CompactValue((PyLongObject *)o);
#else
    return Py_SIZE(o) * (Py_ssize_t)((PyLongObject *)o)->ob_digit[0];
#endif
}

/* Whether an object is an exact int, and small. */
PX_INLINE int px_obj_is_small_int(PyObject *o) { return PyLong_CheckExact(o) && px_int_is_small(o); }

/* Whether two objects are exact ints and small. */
PX_INLINE int px_int_both_small(PyObject *a, PyObject *b) {
    return PyLong_CheckExact(a) && PyLong_CheckExact(b) && px_int_is_small(a) && px_int_is_small(b);
}

/* Python's floor division of words; b is not 0, and the quotient fits. */
PX_INLINE Py_ssize_t px_word_floordiv(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t q = a / b, r = a - q * b;
    return q - ((r != 0) & ((r ^ b) < 0));
}

PX_INLINE Py_ssize_t px_word_mod(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t r = a % b;
    return r + (((r != 0) & ((r ^ b) < 0)) ? b : 0);
}

#endif
