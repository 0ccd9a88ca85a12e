# Lists.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    object PyList_New(Py_ssize_t size)
    bint PyList_Check(object o)
    bint PyList_CheckExact(object o)
    Py_ssize_t PyList_Size(object) except -1
    Py_ssize_t PyList_GET_SIZE(object list)
    PyObject *PyList_GetItem(object, Py_ssize_t) except NULL
    PyObject *PyList_GET_ITEM(object list, Py_ssize_t index)
    int PyList_SetItem(object, Py_ssize_t, object) except -1
    void PyList_SET_ITEM(object list, Py_ssize_t index, object item)
    int PyList_Insert(object, Py_ssize_t, object) except -1
    int PyList_Append(object, object) except -1
    object PyList_GetSlice(object, Py_ssize_t, Py_ssize_t)
    int PyList_SetSlice(object, Py_ssize_t, Py_ssize_t, object) except -1
    int PyList_Sort(object) except -1
    int PyList_Reverse(object) except -1
    object PyList_AsTuple(object)
