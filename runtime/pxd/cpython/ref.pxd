# Reference counts.

from cpython.object cimport PyObject, PyTypeObject, Py_TYPE

cdef extern from "Python.h":
    void Py_INCREF(object o)
    void Py_XINCREF(PyObject *o)
    void Py_DECREF(object o)
    void Py_XDECREF(PyObject *o)
    void Py_CLEAR(PyObject *o)
    PyObject *Py_NewRef(object o)
    PyObject *Py_XNewRef(PyObject *o)
    Py_ssize_t Py_REFCNT(object o)
