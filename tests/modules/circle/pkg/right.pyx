from .left cimport once

cdef class Right:
    cpdef Left other(self):
        cdef Left left = Left.__new__(Left)
        left.number = once(self.number) + 1
        return left

cdef int twice(int x):
    return 2 * x
