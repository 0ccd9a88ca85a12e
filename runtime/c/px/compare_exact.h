/* Comparisons of exact str, bytes, int and float: 0 or 1, never fails. */
#ifndef PX_COMPARE_EXACT_H
#define PX_COMPARE_EXACT_H
#include "px/int_small.h"

#include <string.h>

/* `op` is Py_LT and so on. */
PX_API int px_int_compare_slow(PyObject *a, PyObject *b, int op);

/* As memcmp, without a call where there are few bytes: the first and the last of them overlap. */
PX_INLINE int px_bytes_same(const void *a, const void *b, size_t n) {
    const char *p = (const char *)a, *q = (const char *)b;
    if (n > 16) return memcmp(p, q, n) == 0;
    if (n >= 8) return memcmp(p, q, 8) == 0 && memcmp(p + n - 8, q + n - 8, 8) == 0;
    if (n >= 4) return memcmp(p, q, 4) == 0 && memcmp(p + n - 4, q + n - 4, 4) == 0;
    return n == 0 || (p[0] == q[0] && p[n / 2] == q[n / 2] && p[n - 1] == q[n - 1]);
}

PX_INLINE int px_str_eq(PyObject *a, PyObject *b) {
    return a == b ||
           (PyUnicode_GET_LENGTH(a) == PyUnicode_GET_LENGTH(b) && PyUnicode_KIND(a) == PyUnicode_KIND(b) &&
            px_bytes_same(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)PyUnicode_GET_LENGTH(a) * PyUnicode_KIND(a)));
}

PX_INLINE int px_str_ne(PyObject *a, PyObject *b) { return !px_str_eq(a, b); }

PX_INLINE int px_str_lt(PyObject *a, PyObject *b) { return PyUnicode_Compare(a, b) < 0; }

PX_INLINE int px_str_le(PyObject *a, PyObject *b) { return PyUnicode_Compare(a, b) <= 0; }

PX_INLINE int px_str_gt(PyObject *a, PyObject *b) { return PyUnicode_Compare(a, b) > 0; }

PX_INLINE int px_str_ge(PyObject *a, PyObject *b) { return PyUnicode_Compare(a, b) >= 0; }

PX_INLINE int px_bytes_eq(PyObject *a, PyObject *b) {
    return a == b || (PyBytes_GET_SIZE(a) == PyBytes_GET_SIZE(b) &&
                      memcmp(PyBytes_AS_STRING(a), PyBytes_AS_STRING(b), (size_t)PyBytes_GET_SIZE(a)) == 0);
}

PX_INLINE int px_bytes_ne(PyObject *a, PyObject *b) { return !px_bytes_eq(a, b); }

PX_INLINE int px_int_eq(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b)) return px_int_small(a) == px_int_small(b);
    return px_int_compare_slow(a, b, Py_EQ);
}

PX_INLINE int px_int_ne(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b)) return px_int_small(a) != px_int_small(b);
    return px_int_compare_slow(a, b, Py_NE);
}

PX_INLINE int px_int_lt(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b)) return px_int_small(a) < px_int_small(b);
    return px_int_compare_slow(a, b, Py_LT);
}

PX_INLINE int px_int_le(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b)) return px_int_small(a) <= px_int_small(b);
    return px_int_compare_slow(a, b, Py_LE);
}

PX_INLINE int px_int_gt(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b)) return px_int_small(a) > px_int_small(b);
    return px_int_compare_slow(a, b, Py_GT);
}

PX_INLINE int px_int_ge(PyObject *a, PyObject *b) {
    if (px_int_is_small(a) && px_int_is_small(b)) return px_int_small(a) >= px_int_small(b);
    return px_int_compare_slow(a, b, Py_GE);
}

PX_INLINE int px_float_eq(PyObject *a, PyObject *b) { return PyFloat_AS_DOUBLE(a) == PyFloat_AS_DOUBLE(b); }

PX_INLINE int px_float_ne(PyObject *a, PyObject *b) { return PyFloat_AS_DOUBLE(a) != PyFloat_AS_DOUBLE(b); }

PX_INLINE int px_float_lt(PyObject *a, PyObject *b) { return PyFloat_AS_DOUBLE(a) < PyFloat_AS_DOUBLE(b); }

PX_INLINE int px_float_le(PyObject *a, PyObject *b) { return PyFloat_AS_DOUBLE(a) <= PyFloat_AS_DOUBLE(b); }

PX_INLINE int px_float_gt(PyObject *a, PyObject *b) { return PyFloat_AS_DOUBLE(a) > PyFloat_AS_DOUBLE(b); }

PX_INLINE int px_float_ge(PyObject *a, PyObject *b) { return PyFloat_AS_DOUBLE(a) >= PyFloat_AS_DOUBLE(b); }

#endif
