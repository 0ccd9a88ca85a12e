/* Strings of one character. */
#ifndef PX_STR_CHAR_H
#define PX_STR_CHAR_H
#include "px/base.h"

/* New reference, or NULL. Those of Latin-1 live as long as the interpreter, and are looked up once. */
PX_INLINE PyObject *px_str_char(Py_UCS4 c) {
#if defined(Py_GIL_DISABLED)
    return PyUnicode_FromOrdinal((int)c);
#else
    static PyObject *known[256];
    PyObject *str;
    if (px_likely(c < 256 && known[c])) return Py_NewRef(known[c]);
    str = PyUnicode_FromOrdinal((int)c);
    if (c < 256 && str) known[c] = Py_NewRef(str);
    return str;
#endif
}

#endif
