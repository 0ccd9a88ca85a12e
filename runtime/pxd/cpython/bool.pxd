# The type bool.

cdef extern from "Python.h":
    ctypedef class __builtin__.bool [object PyObject]:
        pass

    bint PyBool_Check(object o)
    object PyBool_FromLong(long)
