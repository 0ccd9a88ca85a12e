import cython

cdef class Shape:
    cdef public str name
    cdef public cython.list corners
    cpdef cython.tuple first(self)
