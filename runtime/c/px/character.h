/* `ord` and `chr`. */
#ifndef PX_CHARACTER_H
#define PX_CHARACTER_H
#include "px/base.h"

/* -1 with an exception set on failure. */
PX_API long px_ord(PyObject *o);

/* As that, with the messages of the interpreter. */
PX_API long px_ord_python(PyObject *o);

/* New reference, or NULL. */
PX_API PyObject *px_chr(long c);

#endif
