/* Calls with `*args` and `**kwargs`. The callable is there for the error messages. */
#ifndef PX_CALL_EX_H
#define PX_CALL_EX_H
#include "px/base.h"

/* `f(*args, **kwargs)`; kwargs may be NULL. New reference, or NULL. */
PX_INLINE PyObject *px_call_ex(PyObject *callable, PyObject *args, PyObject *kwargs) {
    return PyObject_Call(callable, args, kwargs);
}

/* Adds the items of `*iterable`. 0, or -1. */
PX_API int px_call_extend(PyObject *list, PyObject *iterable, PyObject *callable);

/* Adds `name=value`, which must be new. 0, or -1. */
PX_API int px_call_add_kw(PyObject *dict, PyObject *name, PyObject *value, PyObject *callable);

/* Adds the items of `**mapping`, which must be new. 0, or -1. */
PX_API int px_call_merge(PyObject *dict, PyObject *mapping, PyObject *callable);

/* `*iterable` as a tuple. New reference, or NULL. */
PX_API PyObject *px_call_star(PyObject *iterable, PyObject *callable);

/* `**mapping` as a new dict. New reference, or NULL. */
PX_API PyObject *px_call_star_star(PyObject *mapping, PyObject *callable);

#endif
