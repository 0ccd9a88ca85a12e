# Iterators over sequences and callables.

cdef extern from "Python.h":
    bint PySeqIter_Check(object o)
    object PySeqIter_New(object)
    bint PyCallIter_Check(object o)
    object PyCallIter_New(object, object)
