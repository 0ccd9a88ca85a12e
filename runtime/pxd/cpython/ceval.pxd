# Evaluation, and the GIL.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    PyObject *PyEval_GetBuiltins()
    PyObject *PyEval_GetGlobals()
    PyObject *PyEval_GetLocals()
    void PyEval_InitThreads()

cdef extern from "Python.h":
    bint PyEval_ThreadsInitialized()
