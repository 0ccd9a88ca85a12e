/* Arithmetic operators on any object, with a fast path for small ints. */
#ifndef PX_NUMBER_H
#define PX_NUMBER_H
#include "px/int_small.h"

/* What the fast paths below do not do: floats, strings, everything else. New reference, or NULL. */
PX_API PyObject *px_obj_add_slow(PyObject *a, PyObject *b);
PX_API PyObject *px_obj_sub_slow(PyObject *a, PyObject *b);
PX_API PyObject *px_obj_mul_slow(PyObject *a, PyObject *b);
PX_API PyObject *px_obj_truediv(PyObject *a, PyObject *b);
PX_API PyObject *px_obj_iadd_slow(PyObject *a, PyObject *b);
PX_API PyObject *px_obj_isub_slow(PyObject *a, PyObject *b);
PX_API PyObject *px_obj_imul_slow(PyObject *a, PyObject *b);

/* The operators. New reference, or NULL. */
PX_INLINE PyObject *px_obj_add(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong((long long)px_int_small(a) + px_int_small(b));
    return px_obj_add_slow(a, b);
}

PX_INLINE PyObject *px_obj_sub(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong((long long)px_int_small(a) - px_int_small(b));
    return px_obj_sub_slow(a, b);
}

PX_INLINE PyObject *px_obj_mul(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong((long long)px_int_small(a) * px_int_small(b));
    return px_obj_mul_slow(a, b);
}

PX_INLINE PyObject *px_obj_iadd(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong((long long)px_int_small(a) + px_int_small(b));
    return px_obj_iadd_slow(a, b);
}

PX_INLINE PyObject *px_obj_isub(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong((long long)px_int_small(a) - px_int_small(b));
    return px_obj_isub_slow(a, b);
}

PX_INLINE PyObject *px_obj_imul(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong((long long)px_int_small(a) * px_int_small(b));
    return px_obj_imul_slow(a, b);
}

PX_INLINE PyObject *px_obj_floordiv(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b) && px_int_small(b) != 0)
        return PyLong_FromLongLong(px_word_floordiv(px_int_small(a), px_int_small(b)));
    return PyNumber_FloorDivide(a, b);
}

PX_INLINE PyObject *px_obj_mod(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b) && px_int_small(b) != 0)
        return PyLong_FromLongLong(px_word_mod(px_int_small(a), px_int_small(b)));
    return PyNumber_Remainder(a, b);
}

PX_INLINE PyObject *px_obj_and(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong(px_int_small(a) & px_int_small(b));
    return PyNumber_And(a, b);
}

PX_INLINE PyObject *px_obj_or(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong(px_int_small(a) | px_int_small(b));
    return PyNumber_Or(a, b);
}

PX_INLINE PyObject *px_obj_xor(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return PyLong_FromLongLong(px_int_small(a) ^ px_int_small(b));
    return PyNumber_Xor(a, b);
}

PX_INLINE PyObject *px_obj_lshift(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b) && px_int_small(b) >= 0 && px_int_small(b) < 32)
        return PyLong_FromLongLong((long long)px_int_small(a) * (1LL << px_int_small(b)));
    return PyNumber_Lshift(a, b);
}

PX_INLINE PyObject *px_obj_rshift(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b) && px_int_small(b) >= 0 && px_int_small(b) < 32)
        return PyLong_FromLongLong(px_int_small(a) >> px_int_small(b));
    return PyNumber_Rshift(a, b);
}

PX_INLINE PyObject *px_obj_neg(PyObject *a) {
    if (px_obj_is_small_int(a)) return PyLong_FromLongLong(-(long long)px_int_small(a));
    return PyNumber_Negative(a);
}

PX_INLINE PyObject *px_obj_pow(PyObject *a, PyObject *b) { return PyNumber_Power(a, b, Py_None); }

PX_INLINE PyObject *px_obj_ipow(PyObject *a, PyObject *b) { return PyNumber_InPlacePower(a, b, Py_None); }

#endif
