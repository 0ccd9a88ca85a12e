#include "px/tuple.h"

PX_API PyObject *px_tuple_pack(PyObject *const *items, Py_ssize_t n) {
    PyObject *tuple = PyTuple_New(n);
    Py_ssize_t i;
    for (i = 0; tuple && i < n; i++) PyTuple_SET_ITEM(tuple, i, Py_NewRef(items[i]));
    return tuple;
}

PX_API PX_COLD PyObject *px_tuple_index_error(void) {
    PyErr_SetString(PyExc_IndexError, "tuple index out of range");
    return NULL;
}
