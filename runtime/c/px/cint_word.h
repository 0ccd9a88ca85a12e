/* Words that stand for Python ints while they fit. What does not fit is told before it is computed. */
#ifndef PX_CINT_WORD_H
#define PX_CINT_WORD_H
#include "px/base.h"

#include <limits.h>

/* Whether the result does not fit. */
PX_INLINE int px_add_overflows(long long a, long long b) {
    long long result;
    return __builtin_add_overflow(a, b, &result);
}

PX_INLINE int px_sub_overflows(long long a, long long b) {
    long long result;
    return __builtin_sub_overflow(a, b, &result);
}

PX_INLINE int px_mul_overflows(long long a, long long b) {
    long long result;
    return __builtin_mul_overflow(a, b, &result);
}

/* The result, wrapped around. */
PX_INLINE long long px_add_wraps(long long a, long long b) {
    return (long long)((unsigned long long)a + (unsigned long long)b);
}

PX_INLINE long long px_sub_wraps(long long a, long long b) {
    return (long long)((unsigned long long)a - (unsigned long long)b);
}

PX_INLINE long long px_mul_wraps(long long a, long long b) {
    return (long long)((unsigned long long)a * (unsigned long long)b);
}

/* Whether there is no quotient: the divisor is 0, or -1 and the quotient does not fit. */
PX_INLINE int px_div_overflows(long long a, long long b) { return b == 0 || (b == -1 && a == LLONG_MIN); }

/* Shifts. To the left by a count that is negative or makes the result too large is left to objects. */
PX_INLINE long long px_shl_wraps(long long a, long long b) { return (long long)((unsigned long long)a << (b & 63)); }

PX_INLINE int px_shl_overflows(long long a, long long b) {
    return (unsigned long long)b > 62 || px_shl_wraps(a, b) >> (b & 63) != a;
}

/* The count is not negative. */
PX_INLINE long long px_shr(long long a, long long b) { return a >> (b > 63 ? 63 : b); }

/* Powers with an exponent that is not negative. */
PX_INLINE int px_pow_checked(long long a, long long b, long long *result) {
    long long power = 1;
    *result = 0;
    if (b < 0) return 1;
    for (; b; b >>= 1) {
        if ((b & 1) && __builtin_mul_overflow(power, a, &power)) return 1;
        if (b > 1 && __builtin_mul_overflow(a, a, &a)) return 1;
    }
    *result = power;
    return 0;
}

PX_INLINE int px_pow_overflows(long long a, long long b) {
    long long result;
    return px_pow_checked(a, b, &result);
}

PX_INLINE long long px_pow_wraps(long long a, long long b) {
    long long result;
    px_pow_checked(a, b, &result);
    return result;
}

/* Whether a double has not exactly this value, or perhaps not. */
PX_INLINE int px_word_inexact(long long a) {
    return (unsigned long long)a + (1ULL << 53) > 1ULL << 54;
}

/* Whether `a / b` is not the quotient of two doubles. */
PX_INLINE int px_truediv_inexact(long long a, long long b) { return b == 0 || px_word_inexact(a) || px_word_inexact(b); }

#endif
