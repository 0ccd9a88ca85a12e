#include "px/slice.h"

PX_API PyObject *px_obj_getslice(PyObject *o, PyObject *start, PyObject *stop) {
    PyObject *slice = PySlice_New(start, stop, NULL), *result;
    if (!slice) return NULL;
    result = PyObject_GetItem(o, slice);
    Py_DECREF(slice);
    return result;
}

PX_API int px_obj_setslice(PyObject *o, PyObject *start, PyObject *stop, PyObject *value) {
    PyObject *slice = PySlice_New(start, stop, NULL);
    int status;
    if (!slice) return -1;
    status = PyObject_SetItem(o, slice, value);
    Py_DECREF(slice);
    return status;
}

PX_API int px_obj_delslice(PyObject *o, PyObject *start, PyObject *stop) {
    PyObject *slice = PySlice_New(start, stop, NULL);
    int status;
    if (!slice) return -1;
    status = PyObject_DelItem(o, slice);
    Py_DECREF(slice);
    return status;
}

/* A slice object of C bounds: the defaults become None. New reference, or NULL. */
static PyObject *px_slice_of(Py_ssize_t start, Py_ssize_t stop) {
    PyObject *first = start ? PyLong_FromSsize_t(start) : NULL, *last = NULL, *slice = NULL;
    if (stop != PY_SSIZE_T_MAX) last = PyLong_FromSsize_t(stop);
    if ((first || !start) && (last || stop == PY_SSIZE_T_MAX)) slice = PySlice_New(first, last, NULL);
    Py_XDECREF(first);
    Py_XDECREF(last);
    return slice;
}

PX_API PyObject *px_obj_getslice_index(PyObject *o, Py_ssize_t start, Py_ssize_t stop) {
    PyObject *slice, *result;
    if (PyList_CheckExact(o)) return px_list_getslice(o, start, stop);
    if (PyTuple_CheckExact(o)) return px_tuple_getslice(o, start, stop);
    if (PyUnicode_CheckExact(o)) return px_str_getslice(o, start, stop);
    slice = px_slice_of(start, stop);
    if (!slice) return NULL;
    result = PyObject_GetItem(o, slice);
    Py_DECREF(slice);
    return result;
}

PX_API int px_obj_setslice_index(PyObject *o, Py_ssize_t start, Py_ssize_t stop, PyObject *value) {
    PyObject *slice = px_slice_of(start, stop);
    int status;
    if (!slice) return -1;
    status = PyObject_SetItem(o, slice, value);
    Py_DECREF(slice);
    return status;
}

PX_API int px_obj_delslice_index(PyObject *o, Py_ssize_t start, Py_ssize_t stop) {
    PyObject *slice = px_slice_of(start, stop);
    int status;
    if (!slice) return -1;
    status = PyObject_DelItem(o, slice);
    Py_DECREF(slice);
    return status;
}

/* Brings the bounds into 0..n, in order. */
static void px_slice_clip(Py_ssize_t n, Py_ssize_t *start, Py_ssize_t *stop) {
    if (*start < 0 && (*start += n) < 0) *start = 0;
    if (*stop < 0) *stop += n;
    if (*stop > n) *stop = n;
    if (*stop < *start) *stop = *start;
}

PX_API PyObject *px_list_getslice(PyObject *list, Py_ssize_t start, Py_ssize_t stop) {
    px_slice_clip(PyList_GET_SIZE(list), &start, &stop);
    return PyList_GetSlice(list, start, stop);
}

PX_API PyObject *px_tuple_getslice(PyObject *tuple, Py_ssize_t start, Py_ssize_t stop) {
    px_slice_clip(PyTuple_GET_SIZE(tuple), &start, &stop);
    return PyTuple_GetSlice(tuple, start, stop);
}

PX_API PyObject *px_str_getslice(PyObject *str, Py_ssize_t start, Py_ssize_t stop) {
    px_slice_clip(PyUnicode_GET_LENGTH(str), &start, &stop);
    return PyUnicode_Substring(str, start, stop);
}

PX_API PyObject *px_bytes_getslice(PyObject *bytes, Py_ssize_t start, Py_ssize_t stop) {
    px_slice_clip(PyBytes_GET_SIZE(bytes), &start, &stop);
    if (stop - start == PyBytes_GET_SIZE(bytes)) return Py_NewRef(bytes);
    /* a start beyond the end leaves nothing, and no address */
    return PyBytes_FromStringAndSize(stop > start ? PyBytes_AS_STRING(bytes) + start : NULL, stop - start);
}

PX_API Py_ssize_t px_slice_bound(PyObject *bound, Py_ssize_t otherwise) {
    if (!bound || bound == Py_None) return otherwise;
    if (!PyIndex_Check(bound)) {
        PyErr_SetString(PyExc_TypeError, "slice indices must be integers or None or have an __index__ method");
        return -1;
    }
    return PyNumber_AsSsize_t(bound, NULL);
}
