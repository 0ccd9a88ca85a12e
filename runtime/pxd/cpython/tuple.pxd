# Tuples.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyTuple_Check(object o)
    bint PyTuple_CheckExact(object o)
    object PyTuple_New(Py_ssize_t size)
    object PyTuple_Pack(Py_ssize_t, ...)
    Py_ssize_t PyTuple_Size(object) except -1
    Py_ssize_t PyTuple_GET_SIZE(object tuple)
    PyObject *PyTuple_GetItem(object, Py_ssize_t) except NULL
    PyObject *PyTuple_GET_ITEM(object tuple, Py_ssize_t index)
    object PyTuple_GetSlice(object, Py_ssize_t, Py_ssize_t)
    int PyTuple_SetItem(object, Py_ssize_t, object) except -1
    void PyTuple_SET_ITEM(object tuple, Py_ssize_t index, object item)
    int _PyTuple_Resize(PyObject **tuple, Py_ssize_t size) except -1
