/* Python's int as a type: what has an int value is converted to an exact int. */
#ifndef PX_TO_PYINT_H
#define PX_TO_PYINT_H
#include "px/base.h"

PX_API PyObject *px_to_pyint_slow(PyObject *value, PyObject *name, int none);

/* New reference, None where that passes, or NULL with a TypeError. The name is that of the parameter, or NULL in assignments. */
PX_INLINE PyObject *px_to_pyint(PyObject *value, PyObject *name, int none) {
    return px_likely(PyLong_CheckExact(value)) ? Py_NewRef(value) : px_to_pyint_slow(value, name, none);
}

#endif
