# cython: language_level=3
"""Functions with arguments of fused types: dispatch from Python, indexing, methods."""
cimport cython

ctypedef fused number:
    short
    int
    double

ctypedef fused text:
    str
    bytes

ctypedef fused anything:
    long
    object


def kinds(number a, text b, number c=3, *, text d="x"):
    """Tells what it is called with.

    >>> kinds(1, "a"), kinds(1.5, b"a", d=b"y"), kinds(True, "a", 2.9)
    (('int', 'str object', 3), ('double', 'bytes object', 3.0), ('int', 'str object', 2))
    >>> kinds(b="a", a=2.5)
    ('double', 'str object', 3.0)
    >>> kinds(1)
    Traceback (most recent call last):
    ...
    TypeError: Expected at least 2 arguments, got 1
    >>> kinds("a", 1)
    Traceback (most recent call last):
    ...
    TypeError: No matching signature found
    >>> kinds(1, 2)
    Traceback (most recent call last):
    ...
    TypeError: Function call with ambiguous argument types
    >>> kinds(1, "a", 2, 3)
    Traceback (most recent call last):
    ...
    TypeError: kinds() takes at most 3 positional arguments (4 given)
    >>> kinds.__name__, kinds.__qualname__, kinds.__doc__.split()[0], kinds.__module__ == __name__
    ('kinds', 'kinds', 'Tells', True)
    >>> sorted(kinds.__signatures__)[:3]
    ['double|bytes', 'double|str', 'int|bytes']
    >>> kinds["short", "bytes"](1, b"", d=b""), kinds["int|str"](7, "")
    (('short', 'bytes object', 3), ('int', 'str object', 3))
    >>> kinds["short", "bytes"].__qualname__
    'kinds[short,bytes,short,bytes]'
    >>> kinds["list"]
    Traceback (most recent call last):
    ...
    KeyError: 'list'
    """
    return cython.typeof(a), cython.typeof(b), c


cpdef fallback(anything x, cython.floating y=0.5):
    """
    >>> fallback(1), fallback("a", 2.5), fallback(None), fallback[object, float](1)
    (('long', 0.5), ('Python object', 2.5), ('Python object', 0.5), ('Python object', 0.5))
    >>> from_c()
    (('long', 0.5), ('Python object', 0.5), ('long', 1.0))
    """
    return cython.typeof(x), y


def from_c():
    return fallback(3), fallback([]), fallback[long, float](3, 1)


def nothing_decides(anything x, number y=1):
    """
    >>> nothing_decides(None)
    ('Python object', 'int')
    >>> nothing_decides(1, None)
    Traceback (most recent call last):
    ...
    TypeError: Function call with ambiguous argument types
    """
    return cython.typeof(x), cython.typeof(y)


class Methods:
    """
    >>> m = Methods()
    >>> m.plain(1), m.plain["double"](1), Methods.plain(m, 2.5), m.plain.__self__ is m
    (('int', 'Methods'), ('double', 'Methods'), ('double', 'Methods'), True)
    >>> Methods.static(2), m.static["short"](3), Methods.of_class(1.5)
    (('int', 2), ('short', 3), ('double', 'Methods'))
    """

    def plain(self, number x):
        return cython.typeof(x), type(self).__name__

    @staticmethod
    def static(number x):
        return cython.typeof(x), x

    @classmethod
    def of_class(cls, number x):
        return cython.typeof(x), cls.__name__


def closures(number n):
    """
    >>> [f() for f in (closures(2), closures(2.5))]
    [('int', 2), ('double', 2.5)]
    """
    def inner():
        cdef number copy = n
        return cython.typeof(copy), copy
    return inner


cdef number largest(const number *items, int count):
    cdef number best = items[0]
    for i in range(1, count):
        if items[i] > best:
            best = items[i]
    return best


cdef number recursive(number n):
    if number is double:
        return n
    return n + recursive(<number>(n - 1)) if n > 0 else 0


def pointers():
    """
    >>> pointers()
    (5, 2.5, 10, 0.5)
    """
    cdef int[3] ints = [1, 5, 2]
    cdef double[2] doubles = [2.5, -1]
    return largest(ints, 3), largest(&doubles[0], 2), recursive[int](4), recursive(0.5)
