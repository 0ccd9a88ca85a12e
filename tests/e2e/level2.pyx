# cython: language_level=2
"""Language level 2: print statements, integer division, octal numbers, backquotes."""
import sys


def prints():
    """
    >>> prints()
    1 two 3.0
    no newline end
    <BLANKLINE>
    """
    print 1, "two", 3.0
    print "no newline",
    print "end"
    print


def divides(int a, int b, x, y):
    """
    >>> divides(7, 2, 7.0, 2)
    (3, 3.5, 3)
    """
    return a / b, x / y, a // b


def numbers():
    """
    >>> numbers()
    (8, 10, 255)
    """
    return 010, 10L, 0xFF


def quotes(x):
    """
    >>> quotes([1, "a"])
    "[1, 'a']"
    """
    return `x`


def unequal(a, b):
    """
    >>> unequal(1, 2), unequal(1, 1)
    (True, False)
    """
    return a <> b


def executes():
    """
    >>> executes()
    5
    """
    namespace = {}
    exec "x = 2 + 3" in namespace
    return namespace["x"]


def to_stream():
    """
    >>> to_stream()
    'out\\n'
    """
    from io import StringIO
    stream = StringIO()
    print >>stream, "out"
    return stream.getvalue()


def literals():
    """Division of literals is that of ints, too.

    >>> literals()
    (3, -4, 3.5)
    """
    return 7 / 2, -7 / 2, 7 / 2.0


i = 40


cdef class Leaking:
    """
    >>> Leaking.numbers, Leaking.i, Plain.numbers, Plain.i, Plain.odd, i
    ([1, 2, 3], 2, [1, 2, 3], 2, [1, 3], 40)
    """
    numbers = [i + 1 for i in range(3)]


class Plain:
    numbers = [i + 1 for i in range(3)]
    odd = [j for j in numbers if j % 2]
