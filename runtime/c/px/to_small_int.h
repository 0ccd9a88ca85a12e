/* Objects to C integers smaller than int; as in to_int.h. */
#ifndef PX_TO_SMALL_INT_H
#define PX_TO_SMALL_INT_H
#include "px/to_int.h"

PX_INLINE char px_to_char(PyObject *o) { return (char)px_to_signed(o, CHAR_MIN, CHAR_MAX, "char"); }

PX_INLINE signed char px_to_schar(PyObject *o) {
    return (signed char)px_to_signed(o, SCHAR_MIN, SCHAR_MAX, "signed char");
}

PX_INLINE short px_to_short(PyObject *o) { return (short)px_to_signed(o, SHRT_MIN, SHRT_MAX, "short"); }

PX_INLINE unsigned char px_to_uchar(PyObject *o) {
    return (unsigned char)px_to_unsigned(o, UCHAR_MAX, "unsigned char");
}

PX_INLINE unsigned short px_to_ushort(PyObject *o) {
    return (unsigned short)px_to_unsigned(o, USHRT_MAX, "unsigned short");
}

#endif
