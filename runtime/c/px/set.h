/* Sets. New reference or NULL; 0 or -1. */
#ifndef PX_SET_H
#define PX_SET_H
#include "px/base.h"

PX_API PyObject *px_set_pack(PyObject *const *items, Py_ssize_t n);
PX_API int px_set_update(PyObject *set, PyObject *iterable);
PX_API int px_set_discard(PyObject *set, PyObject *item);
PX_API int px_set_remove(PyObject *set, PyObject *item);

PX_INLINE PyObject *px_set_new(void) { return PySet_New(NULL); }

PX_INLINE Py_ssize_t px_set_len(PyObject *set) { return PySet_GET_SIZE(set); }

/* `frozenset(x)`: an exact one is itself. */
PX_INLINE PyObject *px_frozenset_of(PyObject *source) {
    return PyFrozenSet_CheckExact(source) ? Py_NewRef(source) : PyFrozenSet_New(source);
}

#endif
