/* The `with` statement. */
#ifndef PX_WITH_H
#define PX_WITH_H
#include "px/base.h"

/* The bound `__exit__`. That there is an `__enter__` too is checked first. New reference, or NULL. */
PX_API PyObject *px_with_exit_of(PyObject *manager);

/* The same where `__enter__` is known. */
PX_API PyObject *px_with_only_exit_of(PyObject *manager);

/* `__enter__()`: new reference, or NULL. */
PX_API PyObject *px_with_enter(PyObject *manager);

/* Calls `__exit__` for an exception. Whether it swallows it: 0, 1, or -1. */
PX_API int px_with_exit(PyObject *exit, PyObject *exc);

/* `exit(None, None, None)`: 0, or -1. */
PX_API int px_with_exit_none(PyObject *exit);

#endif
