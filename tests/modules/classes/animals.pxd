cdef class Animal:
    cdef public int legs
    cdef object sound
    cdef int weight(self) except -1
    cpdef int walk(self, int steps, int rest=*)
    cdef object name(self)

cdef class Bird(Animal):
    cdef double wings
    cdef int weight(self) except -1
