/* C integers as ones of smaller types: -1 (in the type of the result) with the OverflowError that the conversion of an int raises. */
#ifndef PX_NARROW_H
#define PX_NARROW_H
#include "px/base.h"

#include <limits.h>

/* Raises. Returns -1. */
PX_API PX_COLD int px_narrow_error(int negative, const char *type);

PX_INLINE short px_narrow_short(long long value) {
    if (px_likely(value >= SHRT_MIN && value <= SHRT_MAX)) return (short)value;
    return (short)px_narrow_error(0, "short");
}

PX_INLINE unsigned short px_narrow_ushort(long long value) {
    if (px_likely(value >= 0 && value <= USHRT_MAX)) return (unsigned short)value;
    return (unsigned short)px_narrow_error(value < 0, "unsigned short");
}

PX_INLINE unsigned char px_narrow_uchar(long long value) {
    if (px_likely(value >= 0 && value <= UCHAR_MAX)) return (unsigned char)value;
    return (unsigned char)px_narrow_error(value < 0, "unsigned char");
}

PX_INLINE int px_narrow_int(long long value) {
    if (px_likely(value >= INT_MIN && value <= INT_MAX)) return (int)value;
    return px_narrow_error(0, "int");
}

PX_INLINE unsigned int px_narrow_uint(long long value) {
    if (px_likely(value >= 0 && value <= (long long)UINT_MAX)) return (unsigned int)value;
    return (unsigned int)px_narrow_error(value < 0, "unsigned int");
}

#endif
