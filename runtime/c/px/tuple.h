/* Exact tuples. */
#ifndef PX_TUPLE_H
#define PX_TUPLE_H
#include "px/base.h"

/* A new tuple of n items, which it borrows; or NULL. */
PX_API PyObject *px_tuple_pack(PyObject *const *items, Py_ssize_t n);

/* Raises IndexError. Returns NULL. */
PX_API PX_COLD PyObject *px_tuple_index_error(void);

PX_INLINE Py_ssize_t px_tuple_len(PyObject *tuple) { return PyTuple_GET_SIZE(tuple); }

/* An item within bounds; borrowed from the tuple. */
PX_INLINE PyObject *px_tuple_item(PyObject *tuple, Py_ssize_t i) { return PyTuple_GET_ITEM(tuple, i); }

PX_INLINE PyObject *px_tuple_getitem_nocheck(PyObject *tuple, Py_ssize_t i) {
    return PyTuple_GET_ITEM(tuple, i < 0 ? i + PyTuple_GET_SIZE(tuple) : i);
}

/* New reference, or NULL. */
PX_INLINE PyObject *px_tuple_getitem(PyObject *tuple, Py_ssize_t i) {
    if (i < 0) i += PyTuple_GET_SIZE(tuple);
    if (px_likely((size_t)i < (size_t)PyTuple_GET_SIZE(tuple))) return Py_NewRef(PyTuple_GET_ITEM(tuple, i));
    return px_tuple_index_error();
}

PX_INLINE PyObject *px_tuple_concat(PyObject *a, PyObject *b) { return PySequence_Concat(a, b); }

#endif
