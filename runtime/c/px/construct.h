/* Calls of classes. */
#ifndef PX_CONSTRUCT_H
#define PX_CONSTRUCT_H
#include "px/base.h"

/* A vectorcall of what has none of its own: an ordinary class gives a new instance to its `__init__`, without a tuple of the
 * arguments. New reference, or NULL. */
PX_API PyObject *px_construct(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *names);

#endif
