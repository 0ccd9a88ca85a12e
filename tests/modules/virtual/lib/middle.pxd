from lib.roots cimport Bare, Loose, Numbers, Shape, Trouble


cdef class Tagged(Bare):
    cdef int value(self)
    @staticmethod
    cdef object of(int value)


cdef class Box(Shape):
    cdef readonly double depth
    cdef object inside
    cdef int area(self) except -1
    cdef object describe(self, str before, object after=*, int times=*)
    cpdef object joined(self, first, second=*, int third=*, fourth=*)
    cdef Shape wrap(self, Shape inside)
    cpdef int volume(self) except -1


cdef class Cube(Box):
    cpdef int volume(self) except -1
    cdef double scaled(self, double by) noexcept nogil
