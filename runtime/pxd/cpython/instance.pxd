# Left for sources that name it.

cdef extern from "Python.h":
    bint PyInstance_Check "0 &&" (object o)
