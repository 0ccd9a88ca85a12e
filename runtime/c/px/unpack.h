/* Unpacking: `a, b = x`. */
#ifndef PX_UNPACK_H
#define PX_UNPACK_H
#include "px/module.h"

/* Exactly n items as a tuple: new reference, or NULL. */
PX_API PyObject *px_unpack(px_module *m, PyObject *o, Py_ssize_t n);

/* `before` items, a list of those in the middle, `after` items, as a tuple: new reference, or NULL. */
PX_API PyObject *px_unpack_star(px_module *m, PyObject *o, Py_ssize_t before, Py_ssize_t after);

#endif
