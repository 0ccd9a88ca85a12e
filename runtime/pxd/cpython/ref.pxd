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

cdef extern from "Python.h":
    Py_ssize_t _Py_REFCNT "Py_REFCNT"(PyObject *o)

    # From Python 3.14 on.
    bint PyUnstable_IsImmortal(object o)
    bint PyUnstable_Object_EnableDeferredRefcount(object o)
    bint PyUnstable_Object_IsUniqueReferencedTemporary(object o)
    bint PyUnstable_Object_IsUniquelyReferenced(object o)
    bint PyUnstable_TryIncRef(PyObject *o)
    void PyUnstable_EnableTryIncRef(object o)
