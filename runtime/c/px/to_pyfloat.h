/* Python's float as a type: numbers of other types are converted. */
#ifndef PX_TO_PYFLOAT_H
#define PX_TO_PYFLOAT_H
#include "px/base.h"

PX_API PyObject *px_to_pyfloat_slow(PyObject *value, PyObject *name, int none);

/* A new reference to an exact float, or to None where that passes, or NULL with a TypeError. The name is that of the parameter, or
 * NULL in assignments. */
PX_INLINE PyObject *px_to_pyfloat(PyObject *value, PyObject *name, int none) {
    return px_likely(PyFloat_CheckExact(value)) ? Py_NewRef(value) : px_to_pyfloat_slow(value, name, none);
}

#endif
