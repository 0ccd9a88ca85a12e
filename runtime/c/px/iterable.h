/* Extending a list by an iterable, and the question whether something is one. */
#ifndef PX_ITERABLE_H
#define PX_ITERABLE_H
#include "px/base.h"

PX_INLINE int px_is_iterable(PyObject *o) { return Py_TYPE(o)->tp_iter != NULL || PySequence_Check(o); }

/* `list.extend(iterable)`: 0, or -1. */
PX_INLINE int px_extend(PyObject *list, PyObject *iterable) {
#if PY_VERSION_HEX >= 0x030D0000
    return PyList_Extend(list, iterable);
#else
    PyObject *none = _PyList_Extend((PyListObject *)list, iterable);
    Py_XDECREF(none);
    return none ? 0 : -1;
#endif
}

#endif
