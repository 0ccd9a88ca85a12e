/* The builtin function `next`. */
#ifndef PX_ITER_FUNC_H
#define PX_ITER_FUNC_H
#include "px/base.h"

/* New reference; NULL with an exception set, StopIteration at the end. */
PX_API PyObject *px_next(PyObject *iterator);

/* `next(iterator, fallback)`: new reference, or NULL. */
PX_API PyObject *px_next_or(PyObject *iterator, PyObject *fallback);

/* As those, with the messages of the interpreter. */
PX_API PyObject *px_next_python(PyObject *iterator);
PX_API PyObject *px_next_or_python(PyObject *iterator, PyObject *fallback);

#endif
