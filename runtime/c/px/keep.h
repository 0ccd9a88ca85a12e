/* Numbers that may have a box already. */
#ifndef PX_KEEP_H
#define PX_KEEP_H
#include "px/base.h"

/* The box, else (NULL) a new one of the value: new reference, or NULL. */
PX_INLINE PyObject *px_int_keep(PyObject *box, long long value) {
    return box ? Py_NewRef(box) : PyLong_FromLongLong(value);
}

PX_INLINE PyObject *px_float_keep(PyObject *box, double value) {
    return box ? Py_NewRef(box) : PyFloat_FromDouble(value);
}

#endif
