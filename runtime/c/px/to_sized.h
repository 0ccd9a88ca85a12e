/* Integers whose width and sign only the C compiler knows. */
#ifndef PX_TO_SIZED_H
#define PX_TO_SIZED_H
#include "px/to_int.h"

/* The value for a C integer of `size` bytes, to be cast to it. -1 with an exception set on failure, which names the type. */
PX_INLINE long long px_to_sized(PyObject *o, size_t size, int is_unsigned, const char *type) {
    unsigned bits = (unsigned)size * 8;
    unsigned long long all = bits >= 64 ? ULLONG_MAX : (1ULL << bits) - 1;
    if (is_unsigned) return (long long)px_to_unsigned(o, all, type);
    return px_to_signed(o, -(long long)(all >> 1) - 1, (long long)(all >> 1), type);
}

/* New reference, or NULL. The value was cast to long long. */
PX_INLINE PyObject *px_from_sized(long long value, size_t size, int is_unsigned) {
    if (is_unsigned && size >= 8) return PyLong_FromUnsignedLongLong((unsigned long long)value);
    return PyLong_FromLongLong(value);
}

#endif
