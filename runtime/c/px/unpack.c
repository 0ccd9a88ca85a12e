#include "px/unpack.h"

#include "px/iterable.h"

PX_API PX_COLD int px_unpack_error(Py_ssize_t n, Py_ssize_t expected) {
    if (n < expected)
        PyErr_Format(PyExc_ValueError, "need more than %zd value%s to unpack", n, n == 1 ? "" : "s");
    else
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd)", expected);
    return -1;
}

/* New reference, or NULL. */
static PyObject *px_unpack_iterator(PyObject *o) {
    PyObject *iterator = PyObject_GetIter(o);
    if (!iterator && PyErr_ExceptionMatches(PyExc_TypeError) && !px_is_iterable(o))
        PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(o)->tp_name);
    return iterator;
}

/* The next n items into the tuple from place 0 on. How many there were; -1 on failure. */
static Py_ssize_t px_unpack_fill(PyObject *iterator, PyObject *tuple, Py_ssize_t n) {
    Py_ssize_t i;
    for (i = 0; i < n; i++) {
        PyObject *item = PyIter_Next(iterator);
        if (!item) return PyErr_Occurred() ? -1 : i;
        PyTuple_SET_ITEM(tuple, i, item);
    }
    return n;
}

static PyObject *px_unpack_iterable(PyObject *o, Py_ssize_t n) {
    PyObject *iterator = px_unpack_iterator(o), *tuple = iterator ? PyTuple_New(n) : NULL;
    Py_ssize_t found = tuple ? px_unpack_fill(iterator, tuple, n) : -1;
    if (found == n) {
        PyObject *more = PyIter_Next(iterator);
        if (more || PyErr_Occurred()) found = more ? n + 1 : -1;
        Py_XDECREF(more);
    }
    if (found >= 0 && found != n) px_unpack_error(found, n);
    if (found != n) Py_CLEAR(tuple);
    Py_XDECREF(iterator);
    return tuple;
}

PX_API PyObject *px_unpack(PyObject *o, Py_ssize_t n) {
    if (PyTuple_CheckExact(o)) return px_unpack_check_tuple(o, n) < 0 ? NULL : Py_NewRef(o);
    if (PyList_CheckExact(o)) return px_unpack_check_list(o, n) < 0 ? NULL : PyList_AsTuple(o);
    return px_unpack_iterable(o, n);
}

/* Moves the last `after` items of the list behind it in the tuple. 0, or -1. */
static int px_unpack_tail(PyObject *tuple, Py_ssize_t before, Py_ssize_t after, PyObject *rest) {
    Py_ssize_t i, n = PyList_GET_SIZE(rest);
    if (n < after) return px_unpack_error(before + n, before + after);
    for (i = 0; i < after; i++)
        PyTuple_SET_ITEM(tuple, before + 1 + i, Py_NewRef(PyList_GET_ITEM(rest, n - after + i)));
    return after ? PyList_SetSlice(rest, n - after, n, NULL) : 0;
}

PX_API PyObject *px_unpack_star(PyObject *o, Py_ssize_t before, Py_ssize_t after) {
    PyObject *iterator = px_unpack_iterator(o), *tuple = iterator ? PyTuple_New(before + 1 + after) : NULL;
    Py_ssize_t found = tuple ? px_unpack_fill(iterator, tuple, before) : -1;
    PyObject *rest = found == before ? PySequence_List(iterator) : NULL;
    int good = 0;
    if (found >= 0 && found < before) px_unpack_error(found, before + after);
    if (rest) {
        PyTuple_SET_ITEM(tuple, before, rest);
        good = px_unpack_tail(tuple, before, after, rest) == 0;
    }
    if (!good) Py_CLEAR(tuple);
    Py_XDECREF(iterator);
    return tuple;
}
