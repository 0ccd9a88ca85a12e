#include "px/iter_func.h"

/* Whether it is an iterator; TypeError otherwise. */
static int px_next_possible(PyObject *iterator) {
    if (PyIter_Check(iterator)) return 1;
    PyErr_Format(PyExc_TypeError, "%.200s object is not an iterator", Py_TYPE(iterator)->tp_name);
    return 0;
}

PX_API PyObject *px_next(PyObject *iterator) {
    PyObject *item;
    if (!px_next_possible(iterator)) return NULL;
    item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (!item && !PyErr_Occurred()) PyErr_SetNone(PyExc_StopIteration);
    return item;
}

PX_API PyObject *px_next_or(PyObject *iterator, PyObject *fallback) {
    PyObject *item;
    if (!px_next_possible(iterator)) return NULL;
    item = PyIter_Next(iterator);
    return item || PyErr_Occurred() ? item : Py_NewRef(fallback);
}
