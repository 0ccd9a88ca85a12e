/* An argument annotated as int: what has an int value is converted to an exact int. */
#ifndef PX_TO_PYINT_H
#define PX_TO_PYINT_H
#include "px/base.h"

/* New reference, or NULL with a TypeError that names the parameter. */
PX_API PyObject *px_to_pyint_slow(PyObject *value, PyObject *name);

PX_INLINE PyObject *px_to_pyint(PyObject *value, PyObject *name) {
    return px_likely(PyLong_CheckExact(value)) ? Py_NewRef(value) : px_to_pyint_slow(value, name);
}

#endif
