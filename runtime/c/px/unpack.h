/* Unpacking: `a, b = x`. */
#ifndef PX_UNPACK_H
#define PX_UNPACK_H
#include "px/module.h"

/* What the inline function below does not do. */
PX_API PyObject *px_unpack_slow(px_module *m, PyObject *o, Py_ssize_t n);

/* Exactly n items as a tuple: new reference, or NULL. */
PX_INLINE PyObject *px_unpack(px_module *m, PyObject *o, Py_ssize_t n) {
    if (px_likely(PyTuple_CheckExact(o) && PyTuple_GET_SIZE(o) == n)) return Py_NewRef(o);
    return px_unpack_slow(m, o, n);
}

/* `before` items, a list of those in the middle, `after` items, as a tuple: new reference, or NULL. */
PX_API PyObject *px_unpack_star(px_module *m, PyObject *o, Py_ssize_t before, Py_ssize_t after);

#endif
