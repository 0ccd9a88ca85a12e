/* Operators with a small int constant: `b` is the object, `c` its value, |c| < 2**30.
 * Shifts and divisions by it are by CPython where C cannot do them. */
#ifndef PX_NUMBER_CONST_H
#define PX_NUMBER_CONST_H
#include "px/int_small.h"

/* What is no small int: the operation by CPython, or on a float. New reference, or NULL. */
PX_API PyObject *px_obj_add_const_slow(PyObject *a, PyObject *b, long c);
PX_API PyObject *px_obj_sub_const_slow(PyObject *a, PyObject *b, long c);
PX_API PyObject *px_obj_rsub_const_slow(PyObject *a, PyObject *b, long c);
PX_API PyObject *px_obj_mul_const_slow(PyObject *a, PyObject *b, long c);
PX_API PyObject *px_obj_iadd_const_slow(PyObject *a, PyObject *b, long c);
PX_API PyObject *px_obj_isub_const_slow(PyObject *a, PyObject *b, long c);
/* The truth of `a == c` and so on: 0, 1, or -1. */
PX_API int px_obj_compare_const_slow(PyObject *a, PyObject *b, long c, int op);

/* The operators. New reference, or NULL. */
PX_INLINE PyObject *px_obj_add_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong((long long)px_int_small(a) + c);
    return px_obj_add_const_slow(a, b, c);
}

PX_INLINE PyObject *px_obj_sub_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong((long long)px_int_small(a) - c);
    return px_obj_sub_const_slow(a, b, c);
}

PX_INLINE PyObject *px_obj_rsub_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong((long long)c - px_int_small(a));
    return px_obj_rsub_const_slow(a, b, c);
}

PX_INLINE PyObject *px_obj_mul_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong((long long)px_int_small(a) * c);
    return px_obj_mul_const_slow(a, b, c);
}

PX_INLINE PyObject *px_obj_iadd_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong((long long)px_int_small(a) + c);
    return px_obj_iadd_const_slow(a, b, c);
}

PX_INLINE PyObject *px_obj_isub_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong((long long)px_int_small(a) - c);
    return px_obj_isub_const_slow(a, b, c);
}

PX_INLINE PyObject *px_obj_floordiv_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a) && c != 0)
        return PyLong_FromLongLong(px_word_floordiv(px_int_small(a), c));
    return PyNumber_FloorDivide(a, b);
}

PX_INLINE PyObject *px_obj_mod_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a) && c != 0)
        return PyLong_FromLongLong(px_word_mod(px_int_small(a), c));
    return PyNumber_Remainder(a, b);
}

PX_INLINE PyObject *px_obj_and_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong(px_int_small(a) & c);
    return PyNumber_And(a, b);
}

PX_INLINE PyObject *px_obj_or_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong(px_int_small(a) | c);
    return PyNumber_Or(a, b);
}

PX_INLINE PyObject *px_obj_xor_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return PyLong_FromLongLong(px_int_small(a) ^ c);
    return PyNumber_Xor(a, b);
}

PX_INLINE PyObject *px_obj_lshift_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a) && c >= 0 && c < 32)
        return PyLong_FromLongLong((long long)px_int_small(a) * (1LL << c));
    return PyNumber_Lshift(a, b);
}

PX_INLINE PyObject *px_obj_rshift_const(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a) && c >= 0 && c < 32)
        return PyLong_FromLongLong(px_int_small(a) >> c);
    return PyNumber_Rshift(a, b);
}

/* Their truth: 0, 1, or -1. */
PX_INLINE int px_obj_eq_const_truth(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return px_int_small(a) == c;
    return px_obj_compare_const_slow(a, b, c, Py_EQ);
}

PX_INLINE int px_obj_ne_const_truth(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return px_int_small(a) != c;
    return px_obj_compare_const_slow(a, b, c, Py_NE);
}

PX_INLINE int px_obj_lt_const_truth(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return px_int_small(a) < c;
    return px_obj_compare_const_slow(a, b, c, Py_LT);
}

PX_INLINE int px_obj_le_const_truth(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return px_int_small(a) <= c;
    return px_obj_compare_const_slow(a, b, c, Py_LE);
}

PX_INLINE int px_obj_gt_const_truth(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return px_int_small(a) > c;
    return px_obj_compare_const_slow(a, b, c, Py_GT);
}

PX_INLINE int px_obj_ge_const_truth(PyObject *a, PyObject *b, long c) {
    if (PyLong_CheckExact(a) && px_int_is_small(a)) return px_int_small(a) >= c;
    return px_obj_compare_const_slow(a, b, c, Py_GE);
}

#endif
