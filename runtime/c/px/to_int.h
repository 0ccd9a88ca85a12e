/* Objects to C integers: ints, and what has `__int__`. The result is -1 (in its type) with an exception set on failure. */
#ifndef PX_TO_INT_H
#define PX_TO_INT_H
#include "px/int_small.h"

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

/* The whole way: `__int__`, range, messages. `type` is its name in C. */
PX_API long long px_to_signed(PyObject *o, long long min, long long max, const char *type);
PX_API unsigned long long px_to_unsigned(PyObject *o, unsigned long long max, const char *type);

PX_INLINE long px_to_long(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o))) return (long)px_int_small(o);
    return (long)px_to_signed(o, LONG_MIN, LONG_MAX, "long");
}

PX_INLINE long long px_to_longlong(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o))) return px_int_small(o);
    return px_to_signed(o, LLONG_MIN, LLONG_MAX, "PY_LONG_LONG");
}

PX_INLINE ptrdiff_t px_to_ptrdiff(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o))) return px_int_small(o);
    return (ptrdiff_t)px_to_signed(o, PY_SSIZE_T_MIN, PY_SSIZE_T_MAX, "ptrdiff_t");
}

PX_INLINE int px_to_int(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o) && px_int_small(o) == (int)px_int_small(o)))
        return (int)px_int_small(o);
    return (int)px_to_signed(o, INT_MIN, INT_MAX, "int");
}

PX_INLINE unsigned int px_to_uint(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o) &&
                  px_int_small(o) == (Py_ssize_t)(unsigned int)px_int_small(o)))
        return (unsigned int)px_int_small(o);
    return (unsigned int)px_to_unsigned(o, UINT_MAX, "unsigned int");
}

PX_INLINE unsigned long px_to_ulong(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o) && px_int_small(o) >= 0)) return (unsigned long)px_int_small(o);
    return (unsigned long)px_to_unsigned(o, ULONG_MAX, "unsigned long");
}

PX_INLINE unsigned long long px_to_ulonglong(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o) && px_int_small(o) >= 0))
        return (unsigned long long)px_int_small(o);
    return px_to_unsigned(o, ULLONG_MAX, "unsigned PY_LONG_LONG");
}

PX_INLINE size_t px_to_size(PyObject *o) {
    if (px_likely(PyLong_Check(o) && px_int_is_small(o) && px_int_small(o) >= 0)) return (size_t)px_int_small(o);
    return (size_t)px_to_unsigned(o, SIZE_MAX, "size_t");
}

#endif
