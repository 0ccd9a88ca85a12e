/* Arithmetic on exact ints. */
#ifndef PX_INT_H
#define PX_INT_H
#include "px/int_small.h"

/* New reference (an exact int), or NULL. */
PX_INLINE PyObject *px_int_add(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b))
        return PyLong_FromLongLong((long long)px_int_small(a) + px_int_small(b));
    return PyNumber_Add(a, b);
}

PX_INLINE PyObject *px_int_sub(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b))
        return PyLong_FromLongLong((long long)px_int_small(a) - px_int_small(b));
    return PyNumber_Subtract(a, b);
}

PX_INLINE PyObject *px_int_mul(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b))
        return PyLong_FromLongLong((long long)px_int_small(a) * px_int_small(b));
    return PyNumber_Multiply(a, b);
}

PX_INLINE PyObject *px_int_and(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b))
        return PyLong_FromLongLong((long long)px_int_small(a) & px_int_small(b));
    return PyNumber_And(a, b);
}

PX_INLINE PyObject *px_int_or(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b))
        return PyLong_FromLongLong((long long)px_int_small(a) | px_int_small(b));
    return PyNumber_Or(a, b);
}

PX_INLINE PyObject *px_int_xor(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b))
        return PyLong_FromLongLong((long long)px_int_small(a) ^ px_int_small(b));
    return PyNumber_Xor(a, b);
}

PX_INLINE PyObject *px_int_floordiv(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b) && px_int_small(b) != 0)
        return PyLong_FromSsize_t(px_word_floordiv(px_int_small(a), px_int_small(b)));
    return PyNumber_FloorDivide(a, b);
}

PX_INLINE PyObject *px_int_mod(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b) && px_int_small(b) != 0)
        return PyLong_FromSsize_t(px_word_mod(px_int_small(a), px_int_small(b)));
    return PyNumber_Remainder(a, b);
}

#endif
