/* Cells: variables that functions share. */
#ifndef PX_CELL_H
#define PX_CELL_H
#include "px/base.h"

/* Raises for a variable that is not bound: UnboundLocalError for one of the function itself, NameError for a free one. */
PX_API PX_COLD void px_cell_unbound(PyObject *name, int free);

/* The value of a variable. New reference, or NULL with an exception. */
PX_INLINE PyObject *px_cell_load(PyObject *cell, PyObject *name) {
    PyObject *value = PyCell_GET(cell);
    if (px_unlikely(!value)) px_cell_unbound(name, 0);
    return Py_XNewRef(value);
}

PX_INLINE PyObject *px_cell_load_free(PyObject *cell, PyObject *name) {
    PyObject *value = PyCell_GET(cell);
    if (px_unlikely(!value)) px_cell_unbound(name, 1);
    return Py_XNewRef(value);
}

PX_INLINE PyObject *px_cell_load_class(PyObject *cell) {
    PyObject *value = PyCell_GET(cell);
    if (px_unlikely(!value)) PyErr_SetString(PyExc_RuntimeError, "super(): empty __class__ cell");
    return Py_XNewRef(value);
}

/* From inside of a comprehension, which is a function of its own before CPython 3.12. */
PX_INLINE PyObject *px_cell_load_outer(PyObject *cell, PyObject *name) {
    return PY_VERSION_HEX < 0x030C0000 ? px_cell_load_free(cell, name) : px_cell_load(cell, name);
}

/* A cell with the memory of a variable of a C type, all zero. New reference, or NULL. */
PX_API PyObject *px_cell_memory(size_t size);

/* Where that is, as long as the cell lives. */
PX_INLINE void *px_cell_address(PyObject *cell) { return PyBytes_AS_STRING(PyCell_GET(cell)); }

/* The old value is released after the new one is there. */
PX_INLINE void px_cell_store(PyObject *cell, PyObject *value) {
    PyObject *old = PyCell_GET(cell);
    PyCell_SET(cell, Py_XNewRef(value));
    Py_XDECREF(old);
}

/* `del` of a variable: 0, or -1 if it is not bound. */
PX_API int px_cell_delete(PyObject *cell, PyObject *name);
PX_API int px_cell_delete_free(PyObject *cell, PyObject *name);

#endif
