#include "px/iter_func.h"

/* Whether it is an iterator; TypeError otherwise. */
static int px_next_possible(PyObject *iterator, const char *format) {
    if (PyIter_Check(iterator)) return 1;
    PyErr_Format(PyExc_TypeError, format, Py_TYPE(iterator)->tp_name);
    return 0;
}

static PyObject *px_next_of(PyObject *iterator, const char *format) {
    PyObject *item;
    if (!px_next_possible(iterator, format)) return NULL;
    item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (!item && !PyErr_Occurred()) PyErr_SetNone(PyExc_StopIteration);
    return item;
}

static PyObject *px_next_or_of(PyObject *iterator, PyObject *fallback, const char *format) {
    PyObject *item;
    if (!px_next_possible(iterator, format)) return NULL;
    item = PyIter_Next(iterator);
    return item || PyErr_Occurred() ? item : Py_NewRef(fallback);
}

#define PX_NO_ITERATOR "%.200s object is not an iterator"
#define PX_NO_ITERATOR_PYTHON "'%.200s' object is not an iterator"

PX_API PyObject *px_next(PyObject *iterator) { return px_next_of(iterator, PX_NO_ITERATOR); }

PX_API PyObject *px_next_python(PyObject *iterator) { return px_next_of(iterator, PX_NO_ITERATOR_PYTHON); }

PX_API PyObject *px_next_or(PyObject *iterator, PyObject *fallback) {
    return px_next_or_of(iterator, fallback, PX_NO_ITERATOR);
}

PX_API PyObject *px_next_or_python(PyObject *iterator, PyObject *fallback) {
    return px_next_or_of(iterator, fallback, PX_NO_ITERATOR_PYTHON);
}
