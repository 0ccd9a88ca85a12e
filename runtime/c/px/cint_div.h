/* Python's division of C integers: rounded down. `_const`: the divisor is known to be neither 0 nor -1. */
#ifndef PX_CINT_DIV_H
#define PX_CINT_DIV_H
#include "px/base.h"

#include <limits.h>

#if defined(__GNUC__)
/* A constant divisor that is a power of two: shifts and masks, also for negative numbers. */
#define PX_POWER_OF_TWO(b) (__builtin_constant_p(b) && (b) > 0 && ((b) & ((b) - 1)) == 0)
#define PX_LOG2(b) __builtin_ctzll((unsigned long long)(b))
#else
#define PX_POWER_OF_TWO(b) 0
#define PX_LOG2(b) 0
#endif

/* Raises ZeroDivisionError, or OverflowError where the divisor is -1; takes the GIL. Returns -1. */
PX_API PX_COLD int px_division_error(int zero);

/* int */
PX_INLINE int px_floordiv_const_int(int a, int b) {
    int q;
    if (PX_POWER_OF_TWO(b)) return a >> PX_LOG2(b);
    q = a / b;
    return q - (q * b != a && (a < 0) != (b < 0));
}

PX_INLINE int px_mod_const_int(int a, int b) {
    int r;
    if (PX_POWER_OF_TWO(b)) return a & (b - 1);
    r = a % b;
    return r + (r != 0 && (r < 0) != (b < 0) ? b : 0);
}

PX_INLINE int px_floordiv_int(int a, int b) {
    if (px_unlikely(b == 0 || (b == -1 && a == INT_MIN))) return px_division_error(b == 0);
    return px_floordiv_const_int(a, b);
}

PX_INLINE int px_mod_int(int a, int b) {
    if (px_unlikely(b == 0)) return px_division_error(1);
    if (px_unlikely(b == -1)) return 0;
    return px_mod_const_int(a, b);
}

/* unsigned int */
PX_INLINE unsigned int px_floordiv_const_uint(unsigned int a, unsigned int b) { return a / b; }

PX_INLINE unsigned int px_mod_const_uint(unsigned int a, unsigned int b) { return a % b; }

PX_INLINE unsigned int px_floordiv_uint(unsigned int a, unsigned int b) {
    return px_likely(b != 0) ? a / b : (unsigned int)px_division_error(1);
}

PX_INLINE unsigned int px_mod_uint(unsigned int a, unsigned int b) {
    return px_likely(b != 0) ? a % b : (unsigned int)px_division_error(1);
}

/* long */
PX_INLINE long px_floordiv_const_long(long a, long b) {
    long q;
    if (PX_POWER_OF_TWO(b)) return a >> PX_LOG2(b);
    q = a / b;
    return q - (q * b != a && (a < 0) != (b < 0));
}

PX_INLINE long px_mod_const_long(long a, long b) {
    long r;
    if (PX_POWER_OF_TWO(b)) return a & (b - 1);
    r = a % b;
    return r + (r != 0 && (r < 0) != (b < 0) ? b : 0);
}

PX_INLINE long px_floordiv_long(long a, long b) {
    if (px_unlikely(b == 0 || (b == -1 && a == LONG_MIN))) return px_division_error(b == 0);
    return px_floordiv_const_long(a, b);
}

PX_INLINE long px_mod_long(long a, long b) {
    if (px_unlikely(b == 0)) return px_division_error(1);
    if (px_unlikely(b == -1)) return 0;
    return px_mod_const_long(a, b);
}

/* unsigned long */
PX_INLINE unsigned long px_floordiv_const_ulong(unsigned long a, unsigned long b) { return a / b; }

PX_INLINE unsigned long px_mod_const_ulong(unsigned long a, unsigned long b) { return a % b; }

PX_INLINE unsigned long px_floordiv_ulong(unsigned long a, unsigned long b) {
    return px_likely(b != 0) ? a / b : (unsigned long)px_division_error(1);
}

PX_INLINE unsigned long px_mod_ulong(unsigned long a, unsigned long b) {
    return px_likely(b != 0) ? a % b : (unsigned long)px_division_error(1);
}

/* long long */
PX_INLINE long long px_floordiv_const_longlong(long long a, long long b) {
    long long q;
    if (PX_POWER_OF_TWO(b)) return a >> PX_LOG2(b);
    q = a / b;
    return q - (q * b != a && (a < 0) != (b < 0));
}

PX_INLINE long long px_mod_const_longlong(long long a, long long b) {
    long long r;
    if (PX_POWER_OF_TWO(b)) return a & (b - 1);
    r = a % b;
    return r + (r != 0 && (r < 0) != (b < 0) ? b : 0);
}

PX_INLINE long long px_floordiv_longlong(long long a, long long b) {
    if (px_unlikely(b == 0 || (b == -1 && a == LLONG_MIN))) return px_division_error(b == 0);
    return px_floordiv_const_longlong(a, b);
}

PX_INLINE long long px_mod_longlong(long long a, long long b) {
    if (px_unlikely(b == 0)) return px_division_error(1);
    if (px_unlikely(b == -1)) return 0;
    return px_mod_const_longlong(a, b);
}

/* unsigned long long */
PX_INLINE unsigned long long px_floordiv_const_ulonglong(unsigned long long a, unsigned long long b) { return a / b; }

PX_INLINE unsigned long long px_mod_const_ulonglong(unsigned long long a, unsigned long long b) { return a % b; }

PX_INLINE unsigned long long px_floordiv_ulonglong(unsigned long long a, unsigned long long b) {
    return px_likely(b != 0) ? a / b : (unsigned long long)px_division_error(1);
}

PX_INLINE unsigned long long px_mod_ulonglong(unsigned long long a, unsigned long long b) {
    return px_likely(b != 0) ? a % b : (unsigned long long)px_division_error(1);
}

/* Py_ssize_t */
PX_INLINE Py_ssize_t px_floordiv_const_ssize(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t q;
    if (PX_POWER_OF_TWO(b)) return a >> PX_LOG2(b);
    q = a / b;
    return q - (q * b != a && (a < 0) != (b < 0));
}

PX_INLINE Py_ssize_t px_mod_const_ssize(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t r;
    if (PX_POWER_OF_TWO(b)) return a & (b - 1);
    r = a % b;
    return r + (r != 0 && (r < 0) != (b < 0) ? b : 0);
}

PX_INLINE Py_ssize_t px_floordiv_ssize(Py_ssize_t a, Py_ssize_t b) {
    if (px_unlikely(b == 0 || (b == -1 && a == PY_SSIZE_T_MIN))) return px_division_error(b == 0);
    return px_floordiv_const_ssize(a, b);
}

PX_INLINE Py_ssize_t px_mod_ssize(Py_ssize_t a, Py_ssize_t b) {
    if (px_unlikely(b == 0)) return px_division_error(1);
    if (px_unlikely(b == -1)) return 0;
    return px_mod_const_ssize(a, b);
}

/* size_t */
PX_INLINE size_t px_floordiv_const_size(size_t a, size_t b) { return a / b; }

PX_INLINE size_t px_mod_const_size(size_t a, size_t b) { return a % b; }

PX_INLINE size_t px_floordiv_size(size_t a, size_t b) {
    return px_likely(b != 0) ? a / b : (size_t)px_division_error(1);
}

PX_INLINE size_t px_mod_size(size_t a, size_t b) { return px_likely(b != 0) ? a % b : (size_t)px_division_error(1); }

#endif
