/* `getattr` with a default, `hasattr`, and the look-up that does not raise. */
#ifndef PX_ATTR_FUNC_H
#define PX_ATTR_FUNC_H
#include "px/base.h"

/* The attribute, or NULL without an exception where it is absent, or NULL with one. New reference. */
PX_API PyObject *px_attr_lookup(PyObject *o, PyObject *name);

/* `getattr(o, name, fallback)`: new reference, or NULL. */
PX_API PyObject *px_attr_get_or(PyObject *o, PyObject *name, PyObject *fallback);

/* `hasattr(o, name)`: 0, 1, or -1. */
PX_API int px_attr_has(PyObject *o, PyObject *name);

#endif
