/* `char *` of bytes and bytearrays: lives as long as the object. */
#ifndef PX_TO_CHARS_H
#define PX_TO_CHARS_H
#include "px/base.h"

/* NULL with a TypeError for other objects. */
PX_API char *px_to_chars(PyObject *o);

PX_INLINE unsigned char *px_to_uchars(PyObject *o) { return (unsigned char *)px_to_chars(o); }

#endif
