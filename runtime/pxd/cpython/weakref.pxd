# Weak references.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyWeakref_Check(object o)
    bint PyWeakref_CheckRef(object o)
    bint PyWeakref_CheckRefExact(object o)
    bint PyWeakref_CheckProxy(object o)
    object PyWeakref_NewRef(object o, object callback)
    object PyWeakref_NewProxy(object o, object callback)
    PyObject *PyWeakref_GetObject(object reference) except NULL
    PyObject *PyWeakref_GET_OBJECT(object reference)

cdef extern from *:
    """
    #if PY_VERSION_HEX < 0x030D0000
    static int pyx_weakref_get(PyObject *reference, PyObject **object) {
        PyObject *found;
        *object = NULL;
        if (!PyWeakref_Check(reference)) {
            PyErr_SetString(PyExc_TypeError, "expected a weakref");
            return -1;
        }
        found = PyWeakref_GetObject(reference);
        if (!found) return -1;
        if (found == Py_None) return 0;
        *object = Py_NewRef(found);
        return 1;
    }
    #define PyWeakref_GetRef pyx_weakref_get
    #endif
    """
    int PyWeakref_GetRef(object reference, PyObject **result) except -1
