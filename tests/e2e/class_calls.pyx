# cython: language_level=3
"""Calls of extension types and of their methods, operators and slots from compiled code: what is called directly, and what Python code
changes about that."""
cimport cython

log = []


def noted(value):
    log.append(value)
    return value


cdef class Item:
    cdef readonly int number
    cdef readonly unsigned char small
    cdef readonly double weight
    cdef readonly object name
    cdef readonly Item other

    def __init__(self, int number, unsigned char small=7, double weight=0.5, name=None, Item other=None):
        self.number = number
        self.small = small
        self.weight = weight
        self.name = name
        self.other = other

    def shown(self):
        return self.number, self.small, self.weight, self.name, self.other is None


def numbers(long a, long long b, Py_ssize_t c):
    """
    C numbers that fit are what they are; others are errors, as those of objects are.

    >>> numbers(-5, 255, 3)
    (-5, 255, 3.0, None, True)
    >>> numbers(2**31, 0, 0)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to int
    >>> numbers(0, 256, 0)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to unsigned char
    >>> numbers(0, -1, 0)
    Traceback (most recent call last):
    ...
    OverflowError: can't convert negative value to unsigned char
    >>> numbers(0, 0, 2**62 + 1)
    (0, 0, 4.611686018427388e+18, None, True)
    """
    return Item(a, b, c).shown()


def same_numbers(a, b, c):
    """
    >>> same_numbers(0, 256, 0)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to unsigned char
    >>> same_numbers(0, -1, 0)
    Traceback (most recent call last):
    ...
    OverflowError: can't convert negative value to unsigned char
    """
    return Item(a, b, c).shown()


def keywords(long number):
    """
    Arguments are evaluated in the order of the text.

    >>> keywords(4)
    [(4, 7, 0.5, 'n', True), (4, 7, 2.0, None, False), 'n', 'w']
    """
    log.clear()
    first = Item(number, name=noted("n"))
    second = Item(weight=2, other=first, number=number, name=None if noted("w") else 1)
    return [first.shown(), second.shown()] + log


def wrong_calls(int which):
    """
    >>> wrong_calls(0)
    Traceback (most recent call last):
    ...
    TypeError: __init__() takes at least 1 positional argument (0 given)
    >>> wrong_calls(1)
    Traceback (most recent call last):
    ...
    TypeError: __init__() got an unexpected keyword argument 'colour'
    >>> wrong_calls(2)
    Traceback (most recent call last):
    ...
    TypeError: __init__() got multiple values for keyword argument 'number'
    >>> wrong_calls(3)
    Traceback (most recent call last):
    ...
    TypeError: Argument 'other' has incorrect type (expected class_calls.Item, got str)
    """
    if which == 0:
        return Item()
    if which == 1:
        return Item(1, colour=2)
    if which == 2:
        return Item(1, number=2)
    return Item(1, other="x")


cdef class Mortal:
    cdef int number

    def __init__(self, short number):
        self.number = number

    def __dealloc__(self):
        log.append("died")


def half_made(long number):
    """
    The object is there before its arguments are converted: its `__dealloc__` runs.

    >>> half_made(100000)
    ('value too large to convert to short', ['died'])
    """
    log.clear()
    try:
        Mortal(number)
    except OverflowError as error:
        return str(error), list(log)


cdef class First:
    cdef readonly list steps

    def __cinit__(self, int number):
        self.steps = ["first", number]


cdef class Second(First):
    def __cinit__(self):
        self.steps.append("second")

    def __init__(self, int number):
        self.steps.append(("init", number))


def cinit_of_bases(int number):
    """
    >>> cinit_of_bases(3)
    ['first', 3, 'second', ('init', 3)]
    """
    return Second(number).steps


cdef class Base:
    cpdef int size(self) except? -1:
        return 1

    cpdef object named(self, object name):
        return "base", name

    cpdef double twice(self, double x):
        return 2 * self.size() * x

    cpdef void touch(self):
        log.append("base")


cdef class Derived(Base):
    cpdef int size(self) except? -1:
        return 10


cdef class WithDict(Base):
    cdef dict __dict__


cdef class Failing(Base):
    cpdef int size(self) except? -1:
        raise ValueError("no size")


class Python(Derived):
    def size(self):
        return 100

    def named(self, name):
        return "python", name

    def touch(self):
        log.append("python")


class Slotted(Base):
    __slots__ = ()


def all_calls(Base item):
    """
    >>> all_calls(Base()), all_calls(Derived()), all_calls(Slotted())
    ((1, ('base', 'x'), 3.0, ['base']), (10, ('base', 'x'), 30.0, ['base']), (1, ('base', 'x'), 3.0, ['base']))
    >>> all_calls(Python())
    (100, ('python', 'x'), 300.0, ['python'])
    >>> own = WithDict()
    >>> all_calls(own)
    (1, ('base', 'x'), 3.0, ['base'])
    >>> own.size = lambda: 7
    >>> own.named = lambda name: name * 2
    >>> all_calls(own)
    (7, 'xx', 21.0, ['base'])
    >>> all_calls(Failing())
    Traceback (most recent call last):
    ...
    ValueError: no size
    >>> late = type("Late", (Base,), {})
    >>> made = late()
    >>> all_calls(made)[0]
    1
    >>> late.size = lambda self: 5
    >>> all_calls(made)[0]
    5
    >>> del late.size
    >>> all_calls(made)[0]
    1
    """
    log.clear()
    item.touch()
    return item.size(), item.named("x"), item.twice(1.5), list(log)


cdef class Number:
    cdef readonly long value

    def __init__(self, long value):
        self.value = value

    def __add__(self, Number other):
        return Number(self.value + (other.value if other is not None else 1000))

    def __mul__(self, int factor):
        return Number(self.value * factor)

    def __sub__(left, right):
        if isinstance(left, Number) and isinstance(right, Number):
            return Number((<Number>left).value - (<Number>right).value)
        return NotImplemented


class Reversed(Number):
    def __radd__(self, other):
        return "reversed"


class Other:
    def __radd__(self, other):
        return "other"


def operators(Number a, b):
    """
    >>> operators(Number(2), Number(3)).value
    11
    >>> operators(Number(2), None).value
    1006
    >>> operators(Number(2), Reversed(3))
    'reversed'
    >>> operators(Number(2), 5)
    Traceback (most recent call last):
    ...
    TypeError: Argument 'other' has incorrect type (expected class_calls.Number, got int)
    >>> operators(None, Number(3))
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    """
    return a * 3 + (b if b is None or not isinstance(b, Number) or type(b) is not Number else b + Number(2))


def chained(Number a, Number b):
    """
    >>> chained(Number(5), Number(2)).value
    16
    """
    cdef Number c = a + b * 3
    c = c + a
    return c


@cython.freelist(4)
cdef class Recycled:
    cdef public object value
    cdef public double number


def recycled(int count):
    """
    What comes from a freelist is as new.

    >>> recycled(10)
    [(None, 0.0)]
    """
    found = set()
    cdef Recycled item
    for i in range(count):
        items = [Recycled() for _ in range(i)]
        for item in items:
            found.add((item.value, item.number))
            item.value = item
            item.value = i
            item.number = i + 1
        item = None
        items = None
    return sorted(found)


class Kept:
    """Its operators give back objects that somebody else has."""
    value = 1.5

    def __mul__(self, other):
        return self.value

    __rmul__ = __mul__


def floats_on_the_way(a, b):
    """
    Results that become operands are used up, and nothing else is.

    >>> floats_on_the_way(2.0, 3.0)
    (1.0, 1.75, 0.75, 2.0, 3.0)
    >>> floats_on_the_way(2, 3)
    (1.0, 1.75, 0.75, 2, 3)
    >>> from fractions import Fraction
    >>> floats_on_the_way(Fraction(1, 2), 1)
    (0.25, 0.5, 0.25, Fraction(1, 2), 1)
    >>> kept = Kept()
    >>> floats_on_the_way(kept, 1.0)[:3], kept.value, Kept.value
    ((1.5, 1.75, 2.75), 1.5, 1.5)
    >>> floats_on_the_way('a', 1)
    Traceback (most recent call last):
    ...
    TypeError: can't multiply sequence by non-int of type 'float'
    >>> floats_on_the_way(1.0, 'a')
    Traceback (most recent call last):
    ...
    TypeError: can't multiply sequence by non-int of type 'float'
    """
    half = a * 0.5
    total = half + b * 0.25
    return half, total, half * 2.0 - (b - 0.5) * 0.5, a, b
