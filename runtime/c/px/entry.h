/* What the Python entry of a function consists of, besides conversions and the call of the C function. */
#ifndef PX_ENTRY_H
#define PX_ENTRY_H
#include "px/function.h"

/* In nargsf: the arguments are those of px_bind_call, one for each parameter. */
#define PX_BOUND ((size_t)1 << (8 * sizeof(size_t) - 2))

PX_INLINE Py_ssize_t px_args_count(size_t nargsf) { return PyVectorcall_NARGS(nargsf); }

PX_INLINE int px_args_bound(size_t nargsf) { return (nargsf & PX_BOUND) != 0; }

/* Borrowed from the caller. */
PX_INLINE PyObject *px_args_get(PyObject *const *args, Py_ssize_t index) { return args[index]; }

/* Of a function with `*args` after `pos` parameters: whether nothing has to be made for the call but the tuple. Where the function
 * looks at its `**kwargs` that is a dict. */
PX_INLINE int px_args_rest_given(PyObject *self, size_t nargsf, PyObject *kwnames, Py_ssize_t pos) {
    uint32_t flags = ((px_function *)self)->def->flags;
    int plain = !kwnames && PyVectorcall_NARGS(nargsf) >= pos && (!(flags & CO_VARKEYWORDS) || flags & PX_NO_KWARGS);
    return px_likely(plain) || px_args_bound(nargsf);
}

/* The arguments from `at` on as a tuple, or the tuple that stands there. New reference; NULL on failure. */
PX_API PyObject *px_args_rest(PyObject *const *args, size_t nargsf, Py_ssize_t at);

/* The dict of `**kwargs`, borrowed; NULL where the function does not look at it. */
PX_INLINE PyObject *px_args_keywords(PyObject *const *args, size_t nargsf, Py_ssize_t at) {
    return px_args_bound(nargsf) ? args[at] : NULL;
}

/* A call that is not plain: binds the arguments to one slot for each parameter and calls the entry of the function object
 * `self` again with these. What the entry returns; NULL with a TypeError where the arguments do not fit. */
PX_API PyObject *px_bind_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);

#endif
