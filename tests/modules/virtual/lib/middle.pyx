# cython: language_level=3
from lib.roots cimport area_of, log


cdef class Tagged(Bare):
    cdef int value(self):
        return self.tag + 1

    @staticmethod
    cdef object of(int value):
        cdef Tagged made = Tagged.__new__(Tagged)
        made.tag = value
        return made.value()

    def make(self, int value):
        return Tagged.of(value)


cdef class Box(Shape):
    def __cinit__(self, number=1, double depth=4):
        self.depth = depth
        self.label = "box"
        log.append("box %d" % self.number)

    def __init__(self, number=1, depth=4):
        Shape.__init__(self, number)

    def __dealloc__(self):
        log.append("unbox %d" % self.number)

    cdef int area(self) except -1:
        return Shape.area(self) * 10

    cdef object describe(self, str before, object after="?", int times=1):
        return Shape.describe(self, before, after) * times

    cpdef object joined(self, first, second="bb", int third=33, fourth=None):
        return first, second, third, fourth

    cdef Shape wrap(self, Shape inside):
        self.inside = inside
        return inside

    cpdef int volume(self) except -1:
        return <int> (self.area() * self.depth)

    cdef void reset(self) noexcept:
        Shape.reset(self)
        self.depth = 0

    def __lt__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return "box-"

    def call_more(self):
        return (self.describe("b "), self.describe("b ", 1), self.describe("b ", 1, 2), self.joined(5), self.joined(5, 6, 7, 8),
                self.volume(), area_of(self), self.wrap(self).number, self.quick(), self.sealed())


cdef class Cube(Box):
    cpdef int volume(self) except -1:
        if self.number == 13:
            raise KeyError("thirteen")
        return Box.volume(self) + 1

    cdef double scaled(self, double by) noexcept nogil:
        return Box.scaled(self, by) + 0.5

    cdef list path(self):
        return ["cube"] + Box.path(self)
