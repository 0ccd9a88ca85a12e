# cython: language_level=3
"""Methods of extension types with arguments of fused types: each specialisation has its slot, and Python finds one by the arguments."""
cimport cython

ctypedef fused item:
    int
    double
    object


cdef class Base:
    """C methods that are chosen by arguments and by an index.

    >>> Base(1).choices()
    (4, 3.5, 'a', 4.0)
    >>> Derived(1).choices()
    (103, 102.5, 'a', 103.0)

    Those that Python calls too:

    >>> Base(1).scaled(3), Base(1).scaled(2.5), Base(1).scaled("x", times=3)
    (6, 5.0, 'xxx')
    >>> Base(1).scaled["double"](3), Base.scaled["int"](Base(1), 3)
    (6.0, 6)
    >>> sorted(Base.scaled.__signatures__), Base.scaled.__qualname__
    (['double', 'int', 'object'], 'Base.scaled')
    >>> Base(1).scaled == Base(1).scaled, Base.scaled == Base.scaled, len({Base.scaled, Base.scaled})
    (False, True, 1)

    and other functions in the class:

    >>> Base(1).described(1), Base(1).described(1.5, y=3), Base(1).described["double"](1)
    (('Base', 'int', 5), ('Base', 'double', 3), ('Base', 'double', 5))
    >>> Base.named(2.0), Base(1).named("a"), Derived.of_class(3)
    ('double', 'Python object', ('Derived', 'int'))
    """
    cdef int start

    def __init__(self, start):
        self.start = start

    cdef item add(self, item x):
        if item is object:
            return x
        return x + self.start

    cpdef item scaled(self, item x, int times=2):
        return x * times

    @staticmethod
    cdef item same(item x):
        return x

    def described(self, item x, y=5):
        return type(self).__name__, cython.typeof(x), y

    @staticmethod
    def named(item x):
        return cython.typeof(x)

    @classmethod
    def of_class(cls, item x):
        return cls.__name__, cython.typeof(x)

    def choices(self):
        return self.add(3), self.add(2.5), self.add("a"), self.add[double](3)


cdef class Derived(Base):
    cdef item add(self, item x):
        if item is object:
            return x
        return x + self.start + 99

    cpdef item scaled(self, item x, int times=2):
        return x * times * 10


class Replaced(Base):
    def scaled(self, x, times=2):
        return 77


class Asks(Base):
    def scaled(self, x, times=2):
        return super().scaled(x, times)


def through_slots(Base base):
    """
    >>> through_slots(Base(1)), through_slots(Derived(1)), through_slots(Replaced(1)), through_slots(Asks(1))
    ((6, 2.5, 9), (60, 25.0, 90), (77, 77.0, 77), (6, 2.5, 9))
    """
    return base.scaled(3), base.scaled(1.25), base.scaled[int](3, 3)


def without_object():
    """
    >>> without_object()
    (4, 4.0)
    """
    return Base.same(4), Base.same[double](4)


cpdef item by_key(item x):
    return x


by_key_of_python = by_key


def index_at_run_time(key):
    """
    >>> index_at_run_time("double"), index_at_run_time("int")
    (3.0, 3)
    """
    return by_key[key](3)


ctypedef fused real:
    float
    double

ctypedef fused short_or_real:
    short
    real


cdef str kind(short_or_real x):
    return cython.typeof(x)


def nearest(long i, double d, float f):
    """Numbers go to their own kind first.

    >>> nearest(1, 2, 3)
    ('short', 'double', 'float', 'short')
    """
    return kind(i), kind(d), kind(f), kind(1)
