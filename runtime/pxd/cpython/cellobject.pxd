# Cells of closures.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyCell_Check(object o)
    object PyCell_New(object)
    object PyCell_Get(object)
    int PyCell_Set(object, object) except -1
    PyObject *PyCell_GET(object cell)

cdef extern from "Python.h":
    # Takes over the reference to the value and does not release the old one.
    void PyCell_SET(object cell, PyObject *value)
