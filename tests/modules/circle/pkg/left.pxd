from .right cimport Right

cdef class Left:
    cdef public int number
    cpdef Right other(self)

cdef class LeftOfRight(Right):
    cdef public int more

cdef int once(int x)
