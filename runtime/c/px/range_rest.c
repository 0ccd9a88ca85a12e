#include "px/range_rest.h"

PX_API PyObject *px_range_rest(long long next, long long stop, long long step) {
    PyObject *range = PyObject_CallFunction((PyObject *)&PyRange_Type, "LLL", next, stop, step), *iterator;
    if (!range) return NULL;
    iterator = PyObject_GetIter(range);
    Py_DECREF(range);
    return iterator;
}
