#include "px/unpack.h"

#include "px/iterable.h"

/* How many items are wanted. */
typedef struct px_wanted {
    px_module *m;
    Py_ssize_t count;
    int more; /* or more */
} px_wanted;

/* Raises ValueError: there are so many items, or one more than wanted at least. Always -1. */
static PX_COLD int px_unpack_error(const px_wanted *wanted, Py_ssize_t n, int exact) {
    const char *least = wanted->more ? "at least " : "";
    if (n < wanted->count && wanted->m->def->python)
        PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %s%zd, got %zd)", least, wanted->count, n);
    else if (n < wanted->count)
        PyErr_Format(PyExc_ValueError, "need more than %zd value%s to unpack", n, n == 1 ? "" : "s");
    else if (exact && wanted->m->def->python && Py_Version >= 0x030E0000)
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd, got %zd)", wanted->count, n);
    else
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd)", wanted->count);
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

static PyObject *px_unpack_iterable(PyObject *o, const px_wanted *wanted) {
    Py_ssize_t n = wanted->count;
    PyObject *iterator = px_unpack_iterator(o), *tuple = iterator ? PyTuple_New(n) : NULL;
    Py_ssize_t found = tuple ? px_unpack_fill(iterator, tuple, n) : -1;
    if (found == n) {
        PyObject *more = PyIter_Next(iterator);
        if (more || PyErr_Occurred()) found = more ? n + 1 : -1;
        Py_XDECREF(more);
    }
    if (found >= 0 && found != n) px_unpack_error(wanted, found, 0);
    if (found != n) Py_CLEAR(tuple);
    Py_XDECREF(iterator);
    return tuple;
}

PX_API PyObject *px_unpack_slow(px_module *m, PyObject *o, Py_ssize_t n) {
    px_wanted wanted;
    wanted.m = m;
    wanted.count = n;
    wanted.more = 0;
    if (PyTuple_CheckExact(o)) {
        if (px_likely(PyTuple_GET_SIZE(o) == n)) return Py_NewRef(o);
        px_unpack_error(&wanted, PyTuple_GET_SIZE(o), 1);
        return NULL;
    }
    if (PyList_CheckExact(o)) {
        if (px_likely(PyList_GET_SIZE(o) == n)) return PyList_AsTuple(o);
        px_unpack_error(&wanted, PyList_GET_SIZE(o), 1);
        return NULL;
    }
    return px_unpack_iterable(o, &wanted);
}

/* Moves the last `after` items of the list behind it in the tuple. 0, or -1. */
static int px_unpack_tail(PyObject *tuple, Py_ssize_t before, Py_ssize_t after, PyObject *rest, px_wanted *wanted) {
    Py_ssize_t i, n = PyList_GET_SIZE(rest);
    if (n < after) return px_unpack_error(wanted, before + n, 0);
    for (i = 0; i < after; i++)
        PyTuple_SET_ITEM(tuple, before + 1 + i, Py_NewRef(PyList_GET_ITEM(rest, n - after + i)));
    return after ? PyList_SetSlice(rest, n - after, n, NULL) : 0;
}

PX_API PyObject *px_unpack_star(px_module *m, PyObject *o, Py_ssize_t before, Py_ssize_t after) {
    PyObject *iterator = px_unpack_iterator(o), *tuple = iterator ? PyTuple_New(before + 1 + after) : NULL;
    Py_ssize_t found = tuple ? px_unpack_fill(iterator, tuple, before) : -1;
    PyObject *rest = found == before ? PySequence_List(iterator) : NULL;
    px_wanted wanted;
    int good = 0;
    wanted.m = m;
    wanted.count = before + after;
    wanted.more = 1;
    if (found >= 0 && found < before) px_unpack_error(&wanted, found, 0);
    if (rest) {
        PyTuple_SET_ITEM(tuple, before, rest);
        good = px_unpack_tail(tuple, before, after, rest, &wanted) == 0;
    }
    if (!good) Py_CLEAR(tuple);
    Py_XDECREF(iterator);
    return tuple;
}
