# Descriptors.

cdef extern from "Python.h":
    bint PyWrapper_Check(object o)
