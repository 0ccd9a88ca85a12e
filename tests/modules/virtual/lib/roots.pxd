cimport cython


cdef struct Size:
    int wide
    double high


cdef class Bare:
    cdef int tag


cdef class Shape:
    cdef public int number
    cdef readonly object label
    cdef Size size
    cdef int[3] marks
    cdef Shape next
    cdef object __weakref__
    cdef int area(self) except -1
    cdef double scaled(self, double by) noexcept nogil
    cdef object describe(self, str before, object after=*)
    cpdef int twice(self, int n)
    cpdef object joined(self, first, second=*, int third=*)
    @cython.final
    cdef int sealed(self)
    @staticmethod
    cdef int largest(int a, int b=*)
    cdef inline int quick(self):
        return self.number * 7
    cdef list path(self)
    cdef void reset(self) noexcept
    cdef Shape other(self)
    cdef int last(self) except? -5


cdef class Loose:
    cdef dict __dict__
    cpdef name(self)


cdef class Numbers(list):
    cdef double factor
    cpdef double total(self) except? -1


cdef class Trouble(Exception):
    cdef public int code
    cdef int doubled(self)


cdef object log
cdef int area_of(Shape shape) except -1
cdef Shape longest(Shape a, Shape b)
