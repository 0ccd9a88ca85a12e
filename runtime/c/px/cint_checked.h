/* C integers under `overflowcheck`: -1 (in the type of the result) with an OverflowError. */
#ifndef PX_CINT_CHECKED_H
#define PX_CINT_CHECKED_H
#include "px/base.h"

#include <limits.h>
#include <stdint.h>

/* Raises OverflowError, taking the GIL. Returns -1. */
PX_API PX_COLD int px_overflow_error(void);

/* int */
PX_INLINE int px_add_checked_int(int a, int b) {
    int result;
    return px_likely(!__builtin_add_overflow(a, b, &result)) ? result : (int)px_overflow_error();
}

PX_INLINE int px_sub_checked_int(int a, int b) {
    int result;
    return px_likely(!__builtin_sub_overflow(a, b, &result)) ? result : (int)px_overflow_error();
}

PX_INLINE int px_mul_checked_int(int a, int b) {
    int result;
    return px_likely(!__builtin_mul_overflow(a, b, &result)) ? result : (int)px_overflow_error();
}

PX_INLINE int px_neg_checked_int(int a) { return px_likely(a != INT_MIN) ? -a : px_overflow_error(); }

PX_INLINE int px_abs_int(int a) { return a < 0 ? px_neg_checked_int(a) : a; }

PX_INLINE int px_lshift_checked_int(int a, int b) {
    if (px_unlikely(b < 0 || b >= (int)(sizeof(a) * 8))) return px_overflow_error();
    if (px_unlikely(a > (INT_MAX >> b) || a < (INT_MIN >> b))) return px_overflow_error();
    return (int)((unsigned int)a << b);
}

PX_INLINE int px_pow_checked_int(int a, int b) {
    int result = 1;
    int overflow = 0;
    if (b < 0) return 0;
    while (b && !overflow) {
        if (b & 1) overflow = __builtin_mul_overflow(result, a, &result);
        b >>= 1;
        if (b && !overflow) overflow = __builtin_mul_overflow(a, a, &a);
    }
    return px_likely(!overflow) ? result : (int)px_overflow_error();
}

/* unsigned int */
PX_INLINE unsigned int px_add_checked_uint(unsigned int a, unsigned int b) {
    unsigned int result;
    return px_likely(!__builtin_add_overflow(a, b, &result)) ? result : (unsigned int)px_overflow_error();
}

PX_INLINE unsigned int px_sub_checked_uint(unsigned int a, unsigned int b) {
    unsigned int result;
    return px_likely(!__builtin_sub_overflow(a, b, &result)) ? result : (unsigned int)px_overflow_error();
}

PX_INLINE unsigned int px_mul_checked_uint(unsigned int a, unsigned int b) {
    unsigned int result;
    return px_likely(!__builtin_mul_overflow(a, b, &result)) ? result : (unsigned int)px_overflow_error();
}

PX_INLINE unsigned int px_neg_checked_uint(unsigned int a) {
    return px_likely(a == 0) ? 0 : (unsigned int)px_overflow_error();
}

PX_INLINE unsigned int px_lshift_checked_uint(unsigned int a, unsigned int b) {
    if (px_unlikely(b >= (unsigned int)(sizeof(a) * 8))) return (unsigned int)px_overflow_error();
    if (px_unlikely(a > (UINT_MAX >> b))) return (unsigned int)px_overflow_error();
    return a << b;
}

PX_INLINE unsigned int px_pow_checked_uint(unsigned int a, unsigned int b) {
    unsigned int result = 1;
    int overflow = 0;
    while (b && !overflow) {
        if (b & 1) overflow = __builtin_mul_overflow(result, a, &result);
        b >>= 1;
        if (b && !overflow) overflow = __builtin_mul_overflow(a, a, &a);
    }
    return px_likely(!overflow) ? result : (unsigned int)px_overflow_error();
}

/* long */
PX_INLINE long px_add_checked_long(long a, long b) {
    long result;
    return px_likely(!__builtin_add_overflow(a, b, &result)) ? result : (long)px_overflow_error();
}

PX_INLINE long px_sub_checked_long(long a, long b) {
    long result;
    return px_likely(!__builtin_sub_overflow(a, b, &result)) ? result : (long)px_overflow_error();
}

PX_INLINE long px_mul_checked_long(long a, long b) {
    long result;
    return px_likely(!__builtin_mul_overflow(a, b, &result)) ? result : (long)px_overflow_error();
}

PX_INLINE long px_neg_checked_long(long a) { return px_likely(a != LONG_MIN) ? -a : px_overflow_error(); }

PX_INLINE long px_abs_long(long a) { return a < 0 ? px_neg_checked_long(a) : a; }

PX_INLINE long px_lshift_checked_long(long a, long b) {
    if (px_unlikely(b < 0 || b >= (long)(sizeof(a) * 8))) return px_overflow_error();
    if (px_unlikely(a > (LONG_MAX >> b) || a < (LONG_MIN >> b))) return px_overflow_error();
    return (long)((unsigned long)a << b);
}

PX_INLINE long px_pow_checked_long(long a, long b) {
    long result = 1;
    int overflow = 0;
    if (b < 0) return 0;
    while (b && !overflow) {
        if (b & 1) overflow = __builtin_mul_overflow(result, a, &result);
        b >>= 1;
        if (b && !overflow) overflow = __builtin_mul_overflow(a, a, &a);
    }
    return px_likely(!overflow) ? result : (long)px_overflow_error();
}

/* unsigned long */
PX_INLINE unsigned long px_add_checked_ulong(unsigned long a, unsigned long b) {
    unsigned long result;
    return px_likely(!__builtin_add_overflow(a, b, &result)) ? result : (unsigned long)px_overflow_error();
}

PX_INLINE unsigned long px_sub_checked_ulong(unsigned long a, unsigned long b) {
    unsigned long result;
    return px_likely(!__builtin_sub_overflow(a, b, &result)) ? result : (unsigned long)px_overflow_error();
}

PX_INLINE unsigned long px_mul_checked_ulong(unsigned long a, unsigned long b) {
    unsigned long result;
    return px_likely(!__builtin_mul_overflow(a, b, &result)) ? result : (unsigned long)px_overflow_error();
}

PX_INLINE unsigned long px_neg_checked_ulong(unsigned long a) {
    return px_likely(a == 0) ? 0 : (unsigned long)px_overflow_error();
}

PX_INLINE unsigned long px_lshift_checked_ulong(unsigned long a, unsigned long b) {
    if (px_unlikely(b >= (unsigned long)(sizeof(a) * 8))) return (unsigned long)px_overflow_error();
    if (px_unlikely(a > (ULONG_MAX >> b))) return (unsigned long)px_overflow_error();
    return a << b;
}

PX_INLINE unsigned long px_pow_checked_ulong(unsigned long a, unsigned long b) {
    unsigned long result = 1;
    int overflow = 0;
    while (b && !overflow) {
        if (b & 1) overflow = __builtin_mul_overflow(result, a, &result);
        b >>= 1;
        if (b && !overflow) overflow = __builtin_mul_overflow(a, a, &a);
    }
    return px_likely(!overflow) ? result : (unsigned long)px_overflow_error();
}

/* long long */
PX_INLINE long long px_add_checked_longlong(long long a, long long b) {
    long long result;
    return px_likely(!__builtin_add_overflow(a, b, &result)) ? result : (long long)px_overflow_error();
}

PX_INLINE long long px_sub_checked_longlong(long long a, long long b) {
    long long result;
    return px_likely(!__builtin_sub_overflow(a, b, &result)) ? result : (long long)px_overflow_error();
}

PX_INLINE long long px_mul_checked_longlong(long long a, long long b) {
    long long result;
    return px_likely(!__builtin_mul_overflow(a, b, &result)) ? result : (long long)px_overflow_error();
}

PX_INLINE long long px_neg_checked_longlong(long long a) {
    return px_likely(a != LLONG_MIN) ? -a : px_overflow_error();
}

PX_INLINE long long px_abs_longlong(long long a) { return a < 0 ? px_neg_checked_longlong(a) : a; }

PX_INLINE long long px_lshift_checked_longlong(long long a, long long b) {
    if (px_unlikely(b < 0 || b >= (long long)(sizeof(a) * 8))) return px_overflow_error();
    if (px_unlikely(a > (LLONG_MAX >> b) || a < (LLONG_MIN >> b))) return px_overflow_error();
    return (long long)((unsigned long long)a << b);
}

PX_INLINE long long px_pow_checked_longlong(long long a, long long b) {
    long long result = 1;
    int overflow = 0;
    if (b < 0) return 0;
    while (b && !overflow) {
        if (b & 1) overflow = __builtin_mul_overflow(result, a, &result);
        b >>= 1;
        if (b && !overflow) overflow = __builtin_mul_overflow(a, a, &a);
    }
    return px_likely(!overflow) ? result : (long long)px_overflow_error();
}

/* unsigned long long */
PX_INLINE unsigned long long px_add_checked_ulonglong(unsigned long long a, unsigned long long b) {
    unsigned long long result;
    return px_likely(!__builtin_add_overflow(a, b, &result)) ? result : (unsigned long long)px_overflow_error();
}

PX_INLINE unsigned long long px_sub_checked_ulonglong(unsigned long long a, unsigned long long b) {
    unsigned long long result;
    return px_likely(!__builtin_sub_overflow(a, b, &result)) ? result : (unsigned long long)px_overflow_error();
}

PX_INLINE unsigned long long px_mul_checked_ulonglong(unsigned long long a, unsigned long long b) {
    unsigned long long result;
    return px_likely(!__builtin_mul_overflow(a, b, &result)) ? result : (unsigned long long)px_overflow_error();
}

PX_INLINE unsigned long long px_neg_checked_ulonglong(unsigned long long a) {
    return px_likely(a == 0) ? 0 : (unsigned long long)px_overflow_error();
}

PX_INLINE unsigned long long px_lshift_checked_ulonglong(unsigned long long a, unsigned long long b) {
    if (px_unlikely(b >= (unsigned long long)(sizeof(a) * 8))) return (unsigned long long)px_overflow_error();
    if (px_unlikely(a > (ULLONG_MAX >> b))) return (unsigned long long)px_overflow_error();
    return a << b;
}

PX_INLINE unsigned long long px_pow_checked_ulonglong(unsigned long long a, unsigned long long b) {
    unsigned long long result = 1;
    int overflow = 0;
    while (b && !overflow) {
        if (b & 1) overflow = __builtin_mul_overflow(result, a, &result);
        b >>= 1;
        if (b && !overflow) overflow = __builtin_mul_overflow(a, a, &a);
    }
    return px_likely(!overflow) ? result : (unsigned long long)px_overflow_error();
}

/* Py_ssize_t */
PX_INLINE Py_ssize_t px_add_checked_ssize(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t result;
    return px_likely(!__builtin_add_overflow(a, b, &result)) ? result : (Py_ssize_t)px_overflow_error();
}

PX_INLINE Py_ssize_t px_sub_checked_ssize(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t result;
    return px_likely(!__builtin_sub_overflow(a, b, &result)) ? result : (Py_ssize_t)px_overflow_error();
}

PX_INLINE Py_ssize_t px_mul_checked_ssize(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t result;
    return px_likely(!__builtin_mul_overflow(a, b, &result)) ? result : (Py_ssize_t)px_overflow_error();
}

PX_INLINE Py_ssize_t px_neg_checked_ssize(Py_ssize_t a) {
    return px_likely(a != PY_SSIZE_T_MIN) ? -a : px_overflow_error();
}

PX_INLINE Py_ssize_t px_abs_ssize(Py_ssize_t a) { return a < 0 ? px_neg_checked_ssize(a) : a; }

PX_INLINE Py_ssize_t px_lshift_checked_ssize(Py_ssize_t a, Py_ssize_t b) {
    if (px_unlikely(b < 0 || b >= (Py_ssize_t)(sizeof(a) * 8))) return px_overflow_error();
    if (px_unlikely(a > (PY_SSIZE_T_MAX >> b) || a < (PY_SSIZE_T_MIN >> b))) return px_overflow_error();
    return (Py_ssize_t)((size_t)a << b);
}

PX_INLINE Py_ssize_t px_pow_checked_ssize(Py_ssize_t a, Py_ssize_t b) {
    Py_ssize_t result = 1;
    int overflow = 0;
    if (b < 0) return 0;
    while (b && !overflow) {
        if (b & 1) overflow = __builtin_mul_overflow(result, a, &result);
        b >>= 1;
        if (b && !overflow) overflow = __builtin_mul_overflow(a, a, &a);
    }
    return px_likely(!overflow) ? result : (Py_ssize_t)px_overflow_error();
}

/* size_t */
PX_INLINE size_t px_add_checked_size(size_t a, size_t b) {
    size_t result;
    return px_likely(!__builtin_add_overflow(a, b, &result)) ? result : (size_t)px_overflow_error();
}

PX_INLINE size_t px_sub_checked_size(size_t a, size_t b) {
    size_t result;
    return px_likely(!__builtin_sub_overflow(a, b, &result)) ? result : (size_t)px_overflow_error();
}

PX_INLINE size_t px_mul_checked_size(size_t a, size_t b) {
    size_t result;
    return px_likely(!__builtin_mul_overflow(a, b, &result)) ? result : (size_t)px_overflow_error();
}

PX_INLINE size_t px_neg_checked_size(size_t a) { return px_likely(a == 0) ? 0 : (size_t)px_overflow_error(); }

PX_INLINE size_t px_lshift_checked_size(size_t a, size_t b) {
    if (px_unlikely(b >= (size_t)(sizeof(a) * 8))) return (size_t)px_overflow_error();
    if (px_unlikely(a > (SIZE_MAX >> b))) return (size_t)px_overflow_error();
    return a << b;
}

PX_INLINE size_t px_pow_checked_size(size_t a, size_t b) {
    size_t result = 1;
    int overflow = 0;
    while (b && !overflow) {
        if (b & 1) overflow = __builtin_mul_overflow(result, a, &result);
        b >>= 1;
        if (b && !overflow) overflow = __builtin_mul_overflow(a, a, &a);
    }
    return px_likely(!overflow) ? result : (size_t)px_overflow_error();
}

#endif
