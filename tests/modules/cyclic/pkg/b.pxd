cimport pkg.a
from pkg cimport a
ctypedef double T
cdef class B:
    cdef a.A back
    cdef int num(self)
