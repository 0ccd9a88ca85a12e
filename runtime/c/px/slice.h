/* Slices. A bound that is left out is NULL, or 0 and PY_SSIZE_T_MAX. */
#ifndef PX_SLICE_H
#define PX_SLICE_H
#include "px/base.h"

/* New reference, or NULL. */
PX_INLINE PyObject *px_slice_new(PyObject *start, PyObject *stop, PyObject *step) {
    return PySlice_New(start, stop, step);
}

/* `o[start:stop]`, stores, deletions. New reference or NULL; 0 or -1. */
PX_API PyObject *px_obj_getslice(PyObject *o, PyObject *start, PyObject *stop);
PX_API int px_obj_setslice(PyObject *o, PyObject *start, PyObject *stop, PyObject *value);
PX_API int px_obj_delslice(PyObject *o, PyObject *start, PyObject *stop);
PX_API PyObject *px_obj_getslice_index(PyObject *o, Py_ssize_t start, Py_ssize_t stop);
PX_API int px_obj_setslice_index(PyObject *o, Py_ssize_t start, Py_ssize_t stop, PyObject *value);
PX_API int px_obj_delslice_index(PyObject *o, Py_ssize_t start, Py_ssize_t stop);

/* Of exact types. New reference, or NULL. */
PX_API PyObject *px_list_getslice(PyObject *list, Py_ssize_t start, Py_ssize_t stop);
PX_API PyObject *px_tuple_getslice(PyObject *tuple, Py_ssize_t start, Py_ssize_t stop);
PX_API PyObject *px_str_getslice(PyObject *str, Py_ssize_t start, Py_ssize_t stop);
PX_API PyObject *px_bytes_getslice(PyObject *bytes, Py_ssize_t start, Py_ssize_t stop);

/* A bound as a Py_ssize_t, saturated; `otherwise` for NULL and None. -1 and an exception on failure. */
PX_API Py_ssize_t px_slice_bound(PyObject *bound, Py_ssize_t otherwise);

#endif
