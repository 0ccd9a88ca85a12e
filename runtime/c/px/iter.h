/* The next item of an iterator. */
#ifndef PX_ITER_H
#define PX_ITER_H
#include "px/base.h"

/* New reference; NULL at the end, and on failure with an exception set. */
PX_INLINE PyObject *px_iter_next(PyObject *iterator) {
    PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (!item && PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_StopIteration)) PyErr_Clear();
    return item;
}

#endif
