#include "px/ctuple_items.h"

PX_API PyObject *px_ctuple_items(PyObject *o, Py_ssize_t size) {
    PyObject *items;
    if (!PySequence_Check(o)) {
        PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got %.200s", size, Py_TYPE(o)->tp_name);
        return NULL;
    }
    items = PySequence_Tuple(o);
    if (items && PyTuple_GET_SIZE(items) != size) {
        PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got size %zd", size, PyTuple_GET_SIZE(items));
        Py_CLEAR(items);
    }
    return items;
}
