# Generators.

cdef extern from "Python.h":
    bint PyGen_Check(object o)
    bint PyGen_CheckExact(object o)
    bint PyCoro_CheckExact(object o)
