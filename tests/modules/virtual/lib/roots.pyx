# cython: language_level=3
cimport cython

log = []
events = log


cdef class Bare:
    pass


@cython.freelist(3)
cdef class Shape:
    def __cinit__(self, number=1, *args, **kwargs):
        self.number = number
        self.label = "shape"
        self.size.wide, self.size.high = 2, 2.5
        for i in range(3):
            self.marks[i] = i * 10

    def __init__(self, number=1):
        log.append("init %d" % self.number)

    def __dealloc__(self):
        log.append("gone %d" % self.number)

    cdef int area(self) except -1:
        if self.number < 0:
            raise ValueError("no area")
        return self.size.wide * self.number

    cdef double scaled(self, double by) noexcept nogil:
        return self.size.high * by

    cdef object describe(self, str before, object after="."):
        return before + self.label + str(after)

    cpdef int twice(self, int n):
        return 2 * n

    cpdef object joined(self, first, second="b", int third=3):
        return first, second, third

    @cython.final
    cdef int sealed(self):
        return self.number + 100

    @staticmethod
    cdef int largest(int a, int b=5):
        return a if a > b else b

    cdef list path(self):
        return [self.label] if self.next is None else [self.label] + self.next.path()

    cdef void reset(self) noexcept:
        self.number = 0

    cdef Shape other(self):
        return self.next

    cdef int last(self) except? -5:
        return -5

    def __add__(self, other):
        return "shape+"

    def __radd__(self, other):
        return "+shape"

    def __lt__(self, Shape other):
        return self.number < other.number

    def __eq__(self, other):
        return isinstance(other, Shape) and self.number == (<Shape> other).number

    def __hash__(self):
        return self.number

    def __getattr__(self, name):
        if name.startswith("no_"):
            return name
        raise AttributeError(name)

    def __len__(self):
        return self.marks[2]

    @property
    def half(self):
        return self.number / 2

    @half.setter
    def half(self, value):
        self.number = value * 2

    def link(self, Shape next):
        self.next = next
        return self

    def call_all(self):
        return (self.area(), self.scaled(2), self.describe("a "), self.describe("a ", "!"), self.twice(4), self.joined(1),
                self.joined(1, 2), self.joined(1, 2, 30), self.sealed(), Shape.largest(3), Shape.largest(3, 4), self.quick(),
                self.path(), self.last())


cdef class Loose:
    cpdef name(self):
        return "loose"

    def show(self):
        return self.name()


cdef class Numbers(list):
    cpdef double total(self) except? -1:
        return sum(self) * self.factor

    def of(self, factor):
        self.factor = factor
        return self.total()


cdef class Trouble(Exception):
    cdef int doubled(self):
        return 2 * self.code

    def show(self):
        return self.doubled()


cdef int area_of(Shape shape) except -1:
    return shape.area()


cdef Shape longest(Shape a, Shape b):
    return a if a.number > b.number else b
