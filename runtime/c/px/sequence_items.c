#include "px/sequence_items.h"

PX_API PyObject *px_sequence_items(PyObject *sequence, Py_ssize_t n) {
    Py_ssize_t size;
    PyObject *items;
    if (!PySequence_Check(sequence)) {
        PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got %.200s", n, Py_TYPE(sequence)->tp_name);
        return NULL;
    }
    size = PySequence_Size(sequence);
    if (size < 0) return NULL;
    items = size == n ? PySequence_Tuple(sequence) : NULL;
    if (items && PyTuple_GET_SIZE(items) == n) return items;
    if (items || size != n)
        PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got size %zd", n,
                     items ? PyTuple_GET_SIZE(items) : size);
    Py_XDECREF(items);
    return NULL;
}
