/* `char *` of bytes and bytearrays: lives as long as the object. */
#ifndef PX_TO_CHARS_H
#define PX_TO_CHARS_H
#include "px/base.h"

/* What is no bytes: NULL with a TypeError for other objects than bytearrays. */
PX_API char *px_to_chars_other(PyObject *o);

/* NULL with a TypeError for other objects. */
PX_INLINE char *px_to_chars(PyObject *o) {
    return px_likely(PyBytes_Check(o)) ? PyBytes_AS_STRING(o) : px_to_chars_other(o);
}

PX_INLINE unsigned char *px_to_uchars(PyObject *o) { return (unsigned char *)px_to_chars(o); }

#endif
