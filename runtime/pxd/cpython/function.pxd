# Functions of the interpreter.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyFunction_Check(object o)
    object PyFunction_New(object, object)
    PyObject *PyFunction_GetCode(object) except NULL
    PyObject *PyFunction_GetGlobals(object) except NULL
    PyObject *PyFunction_GetModule(object) except NULL
    PyObject *PyFunction_GetDefaults(object)
    PyObject *PyFunction_GetClosure(object)
    int PyFunction_SetDefaults(object, object) except -1
    int PyFunction_SetClosure(object, object) except -1
