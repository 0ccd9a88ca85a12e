/* What the Python entry of a function consists of, besides conversions and the call of the C function. */
#ifndef PX_ENTRY_H
#define PX_ENTRY_H
#include "px/module.h"

/* In nargsf: the arguments are those of px_bind_call, one for each parameter. */
#define PX_BOUND ((size_t)1 << (8 * sizeof(size_t) - 2))

PX_INLINE Py_ssize_t px_args_count(size_t nargsf) { return PyVectorcall_NARGS(nargsf); }

PX_INLINE int px_args_bound(size_t nargsf) { return (nargsf & PX_BOUND) != 0; }

/* Borrowed from the caller. */
PX_INLINE PyObject *px_args_get(PyObject *const *args, Py_ssize_t index) { return args[index]; }

/* A call that is not plain: binds the arguments to one slot for each parameter and calls the entry of the function object
 * `self` again with these. What the entry returns; NULL with a TypeError where the arguments do not fit. */
PX_API PyObject *px_bind_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);

#endif
