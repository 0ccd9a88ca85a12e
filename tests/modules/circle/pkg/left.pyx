# Each of two modules needs the other one's types and functions.
from .right cimport twice

cdef class Left:
    cpdef Right other(self):
        cdef Right right = Right.__new__(Right)
        right.number = twice(self.number)
        return right

cdef class LeftOfRight(Right):
    pass

cdef int once(int x):
    return x
