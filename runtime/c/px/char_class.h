/* Kinds of characters. Those of ASCII are told without a call. */
#ifndef PX_CHAR_CLASS_H
#define PX_CHAR_CLASS_H
#include "px/base.h"

PX_INLINE int px_ascii_isalpha(Py_UCS4 c) { return (c | 32) - 'a' < 26; }

PX_INLINE int px_ascii_isdigit(Py_UCS4 c) { return c - '0' < 10; }

PX_INLINE int px_char_isalpha(Py_UCS4 c) { return px_likely(c < 128) ? px_ascii_isalpha(c) : Py_UNICODE_ISALPHA(c); }

PX_INLINE int px_char_isalnum(Py_UCS4 c) {
    return px_likely(c < 128) ? px_ascii_isalpha(c) || px_ascii_isdigit(c) : Py_UNICODE_ISALNUM(c);
}

PX_INLINE int px_char_isdigit(Py_UCS4 c) { return px_likely(c < 128) ? px_ascii_isdigit(c) : Py_UNICODE_ISDIGIT(c); }

PX_INLINE int px_char_isdecimal(Py_UCS4 c) { return px_likely(c < 128) ? px_ascii_isdigit(c) : Py_UNICODE_ISDECIMAL(c); }

PX_INLINE int px_char_isnumeric(Py_UCS4 c) { return px_likely(c < 128) ? px_ascii_isdigit(c) : Py_UNICODE_ISNUMERIC(c); }

PX_INLINE int px_char_isspace(Py_UCS4 c) { return Py_UNICODE_ISSPACE(c); }

PX_INLINE int px_char_islower(Py_UCS4 c) { return px_likely(c < 128) ? c - 'a' < 26 : Py_UNICODE_ISLOWER(c); }

PX_INLINE int px_char_isupper(Py_UCS4 c) { return px_likely(c < 128) ? c - 'A' < 26 : Py_UNICODE_ISUPPER(c); }

/* As the method of a str of one character: upper case counts. */
PX_INLINE int px_char_istitle(Py_UCS4 c) { return Py_UNICODE_ISTITLE(c) || Py_UNICODE_ISUPPER(c); }

PX_INLINE int px_char_isprintable(Py_UCS4 c) { return px_likely(c < 127) ? c >= 32 : Py_UNICODE_ISPRINTABLE(c); }

PX_INLINE Py_UCS4 px_char_lower(Py_UCS4 c) {
    return px_likely(c < 128) ? (c - 'A' < 26 ? c | 32 : c) : Py_UNICODE_TOLOWER(c);
}

PX_INLINE Py_UCS4 px_char_upper(Py_UCS4 c) {
    return px_likely(c < 128) ? (c - 'a' < 26 ? c & ~(Py_UCS4)32 : c) : Py_UNICODE_TOUPPER(c);
}

#endif
