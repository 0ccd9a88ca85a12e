/* C values that are no numbers to objects. */
#ifndef PX_FROM_C_H
#define PX_FROM_C_H
#include "px/str_char.h"

/* Lives as long as the interpreter. */
PX_INLINE PyObject *px_from_bint(int value) { return value ? Py_True : Py_False; }

/* A str of one character: new reference, or NULL. */
PX_INLINE PyObject *px_from_ucs4(Py_UCS4 c) { return px_str_char(c); }

#endif
