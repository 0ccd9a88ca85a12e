from pkg.shape cimport Shape

cdef double _FACTOR

cdef class Circle(Shape):
    cdef public double radius
    cpdef double area(self)
