/* `char *` of str too, where `c_string_encoding` allows it: lives as long as the object. */
#ifndef PX_TO_CHARS_STR_H
#define PX_TO_CHARS_STR_H
#include "px/base.h"

/* NULL with an exception set on failure. */
PX_API char *px_to_chars_utf8(PyObject *o);
PX_API char *px_to_chars_ascii(PyObject *o);

#endif
