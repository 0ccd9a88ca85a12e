/* Comparisons of any objects, with a fast path for small ints. */
#ifndef PX_COMPARE_H
#define PX_COMPARE_H
#include "px/compare_exact.h"

/* What the fast paths do not do. The object: new reference, or NULL. The truth: 0, 1, or -1. */
PX_API PyObject *px_obj_compare_slow(PyObject *a, PyObject *b, int op);
PX_API int px_obj_compare_truth_slow(PyObject *a, PyObject *b, int op);

PX_INLINE PyObject *px_obj_eq(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return Py_NewRef(px_int_small(a) == px_int_small(b) ? Py_True : Py_False);
    return px_obj_compare_slow(a, b, Py_EQ);
}

PX_INLINE PyObject *px_obj_ne(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return Py_NewRef(px_int_small(a) != px_int_small(b) ? Py_True : Py_False);
    return px_obj_compare_slow(a, b, Py_NE);
}

PX_INLINE PyObject *px_obj_lt(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return Py_NewRef(px_int_small(a) < px_int_small(b) ? Py_True : Py_False);
    return px_obj_compare_slow(a, b, Py_LT);
}

PX_INLINE PyObject *px_obj_le(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return Py_NewRef(px_int_small(a) <= px_int_small(b) ? Py_True : Py_False);
    return px_obj_compare_slow(a, b, Py_LE);
}

PX_INLINE PyObject *px_obj_gt(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return Py_NewRef(px_int_small(a) > px_int_small(b) ? Py_True : Py_False);
    return px_obj_compare_slow(a, b, Py_GT);
}

PX_INLINE PyObject *px_obj_ge(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return Py_NewRef(px_int_small(a) >= px_int_small(b) ? Py_True : Py_False);
    return px_obj_compare_slow(a, b, Py_GE);
}

PX_INLINE int px_obj_eq_truth(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return px_int_small(a) == px_int_small(b);
    if (PyUnicode_CheckExact(a) && PyUnicode_CheckExact(b)) return px_str_eq(a, b);
    return px_obj_compare_truth_slow(a, b, Py_EQ);
}

PX_INLINE int px_obj_ne_truth(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return px_int_small(a) != px_int_small(b);
    if (PyUnicode_CheckExact(a) && PyUnicode_CheckExact(b)) return !px_str_eq(a, b);
    return px_obj_compare_truth_slow(a, b, Py_NE);
}

PX_INLINE int px_obj_lt_truth(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return px_int_small(a) < px_int_small(b);
    return px_obj_compare_truth_slow(a, b, Py_LT);
}

PX_INLINE int px_obj_le_truth(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return px_int_small(a) <= px_int_small(b);
    return px_obj_compare_truth_slow(a, b, Py_LE);
}

PX_INLINE int px_obj_gt_truth(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return px_int_small(a) > px_int_small(b);
    return px_obj_compare_truth_slow(a, b, Py_GT);
}

PX_INLINE int px_obj_ge_truth(PyObject *a, PyObject *b) {
    if (px_int_both_small(a, b)) return px_int_small(a) >= px_int_small(b);
    return px_obj_compare_truth_slow(a, b, Py_GE);
}

#endif
