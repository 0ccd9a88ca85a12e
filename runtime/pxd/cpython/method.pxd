# Bound methods.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyMethod_Check(object o)
    object PyMethod_New(object function, object self)
    PyObject *PyMethod_Function(object method) except NULL
    PyObject *PyMethod_GET_FUNCTION(object method)
    PyObject *PyMethod_Self(object method) except NULL
    PyObject *PyMethod_GET_SELF(object method)

cdef extern from "Python.h":
    # Of Python 2; not in the headers of today.
    PyObject *PyMethod_Class(object method) except NULL
    PyObject *PyMethod_GET_CLASS(object method)
