from .left cimport Left

cdef class Right:
    cdef public int number
    cpdef Left other(self)

cdef int twice(int x)
