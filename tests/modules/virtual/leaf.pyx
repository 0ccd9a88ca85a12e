# cython: language_level=3
cimport cython
from lib cimport middle, roots
from lib.middle cimport Box, Cube, Tagged
from lib.roots cimport Shape, area_of, longest


@cython.final
cdef class Leaf(Cube):
    cdef public list leaves

    def __init__(self, *args):
        self.leaves = [self]

    cpdef int twice(self, int n):
        return Cube.twice(self, n) + 1

    cdef int area(self) except -1:
        return 3

    cdef object describe(self, str before, object after=None, int times=2, str end="/"):
        return "leaf", before, after, times, end

    cdef int last(self) except? -5:
        raise LookupError("last")


cdef class Far(roots.Loose):
    cpdef name(self):
        return "far " + roots.Loose.name(self)


cdef class Scaled(roots.Numbers):
    cpdef double total(self) except? -1:
        return roots.Numbers.total(self) + 0.25


cdef class Deep(roots.Trouble):
    cdef int doubled(self):
        return roots.Trouble.doubled(self) + 1


class Hidden(Cube):
    def twice(self, n):
        return 77

    def joined(self, *args):
        return args

    def volume(self):
        return super().volume() + 1000


def calls(Shape s):
    return (s.area(), s.scaled(3), s.describe("c "), s.describe("c ", "."), s.twice(6), s.joined(9), s.joined(9, 8),
            s.joined(9, 8, third=7), s.sealed(), Shape.largest(1), Shape.largest(8, 9), s.quick(), s.path())


def box_calls(Box b):
    return b.describe("d ", "+", times=3), b.joined(0, 1, 2, fourth=4), b.volume(), b.wrap(b) is b, b.depth, b.marks[1], b.size.high


def errors(Shape s):
    seen = []
    for number in range(3):
        try:
            if number == 0:
                s.number = -1
                s.area()
            elif number == 1:
                s.number = 13
                (<Box?> s).volume()
            else:
                s.last()
        except (ValueError, KeyError, LookupError) as error:
            seen.append(repr(error))
    return seen


def others(Shape a, Shape b):
    a.next = b
    a.reset()
    return a.number, a.other() is b, longest(a, b) is b, area_of(b), isinstance(b, Cube), type(a.other()).__name__


def tagged():
    cdef Tagged t = Tagged()
    t.tag = 5
    return t.value(), Tagged.of(8), middle.Tagged.of(9), t.make(10)


def skipping(Cube c):
    return Cube.twice(c, 1), Shape.twice(c, 2), c.twice(3), Box.volume(c)


ctypedef int (*of_shape)(Shape)


def pointers(Shape s):
    cdef of_shape area = Shape.area, sealed = Shape.sealed
    return area(s), sealed(s)
