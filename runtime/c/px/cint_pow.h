/* Powers of C integers, wrapping around; a negative exponent gives 0. */
#ifndef PX_CINT_POW_H
#define PX_CINT_POW_H
#include "px/base.h"

PX_INLINE int px_pow_int(int a, int b) {
    unsigned int result = 1, base = (unsigned int)a;
    if (b < 0) return 0;
    for (; b; b >>= 1) {
        if (b & 1) result *= base;
        base *= base;
    }
    return (int)result;
}

PX_INLINE unsigned int px_pow_uint(unsigned int a, unsigned int b) {
    unsigned int result = 1, base = (unsigned int)a;
    for (; b; b >>= 1) {
        if (b & 1) result *= base;
        base *= base;
    }
    return (unsigned int)result;
}

PX_INLINE long px_pow_long(long a, long b) {
    unsigned long result = 1, base = (unsigned long)a;
    if (b < 0) return 0;
    for (; b; b >>= 1) {
        if (b & 1) result *= base;
        base *= base;
    }
    return (long)result;
}

PX_INLINE unsigned long px_pow_ulong(unsigned long a, unsigned long b) {
    unsigned long result = 1, base = (unsigned long)a;
    for (; b; b >>= 1) {
        if (b & 1) result *= base;
        base *= base;
    }
    return (unsigned long)result;
}

PX_INLINE long long px_pow_longlong(long long a, long long b) {
    unsigned long long result = 1, base = (unsigned long long)a;
    if (b < 0) return 0;
    for (; b; b >>= 1) {
        if (b & 1) result *= base;
        base *= base;
    }
    return (long long)result;
}

PX_INLINE unsigned long long px_pow_ulonglong(unsigned long long a, unsigned long long b) {
    unsigned long long result = 1, base = (unsigned long long)a;
    for (; b; b >>= 1) {
        if (b & 1) result *= base;
        base *= base;
    }
    return (unsigned long long)result;
}

PX_INLINE Py_ssize_t px_pow_ssize(Py_ssize_t a, Py_ssize_t b) {
    size_t result = 1, base = (size_t)a;
    if (b < 0) return 0;
    for (; b; b >>= 1) {
        if (b & 1) result *= base;
        base *= base;
    }
    return (Py_ssize_t)result;
}

PX_INLINE size_t px_pow_size(size_t a, size_t b) {
    size_t result = 1, base = (size_t)a;
    for (; b; b >>= 1) {
        if (b & 1) result *= base;
        base *= base;
    }
    return (size_t)result;
}

#endif
