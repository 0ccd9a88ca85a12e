/* A C integer as bytes of one byte. */
#ifndef PX_BYTE_OF_INT_H
#define PX_BYTE_OF_INT_H
#include "px/base.h"

/* New reference, or NULL with an OverflowError. */
PX_API PyObject *px_byte_of_int(PY_LONG_LONG value);

#endif
