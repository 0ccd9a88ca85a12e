# cython: language_level=3
"""Arrays of arrays, parts of complex numbers, C tuples from sequences, loops to the end of text, objects without the GIL."""
cimport cython


def rows():
    """
    >>> rows()
    ([[1, 2, 3], [4, 5, 6]], 3, 24, 12)
    """
    cdef int[2][3] table = [[1, 2, 3], [4, 5, 6]]
    return table, table[0][2], sizeof(table), sizeof(table[0])


def slices(int start):
    """
    >>> slices(1)
    ([1, 8, 9, 4], 7)
    >>> slices(3)
    Traceback (most recent call last):
    ...
    ValueError: Assignment to slice of wrong length, expected 2, got 0
    """
    cdef int[4] items = [1, 2, 3, 4]
    cdef int *first = items
    items[start:3] = [8, 9]
    result = [item for item in items]
    first[0:1] = [7]
    return result, items[0]


def parts(double complex z):
    """
    >>> parts(1 + 2j)
    (3+8j)
    """
    z.real += 2
    z.imag *= 4
    return z


def pairs(source):
    """
    >>> pairs([1, 2.5])
    (1, 2.5)
    >>> pairs((1,))
    Traceback (most recent call last):
    ...
    TypeError: Expected a sequence of size 2, got size 1
    >>> pairs({1, 2})
    Traceback (most recent call last):
    ...
    TypeError: Expected a sequence of size 2, got set
    """
    cdef (int, double) pair = source
    return pair


def letters(bytes source):
    """
    >>> letters(b"abc")
    ([97, 98, 99], [98, 99], 'char')
    """
    cdef char *text = source
    cdef char letter
    all_of_them = []
    for letter in text:
        all_of_them.append(letter)
    for other in text:
        pass
    return all_of_them, [letter for letter in text[1:]], cython.typeof(other)


cdef int collect(int n) except -1 nogil:
    if n < 0:
        return 0
    with gil:
        items = [n]
        items.append(n)
        if n == 7:
            raise ValueError(items)
        n = len(items)
    return n


def without_gil(int n):
    """
    >>> without_gil(3), without_gil(-1)
    (2, 0)
    >>> without_gil(7)
    Traceback (most recent call last):
    ...
    ValueError: [7, 7]
    """
    cdef int found
    with nogil:
        found = collect(n)
    return found


cdef int plus(int a, float b, c, list d):
    return a


cdef class Counter:
    cdef int start

    def __init__(self, start):
        self.start = start

    cdef int after(self, int by):
        return self.start + by


def functions(*args):
    """
    >>> functions(1, 2, 3, [4])
    (1, 12, 13)
    """
    bound = Counter(10).after
    unbound = Counter.after
    return plus(*args), bound(2), unbound(Counter(10), 3)


cdef extern from "math.h":
    const double NAN

cdef struct Only:
    int[2] items

cpdef enum Level:
    LOW = 3


cdef double fails(bint now) except NAN:
    if now:
        raise KeyError(now)
    return 1.5


def constants():
    """
    >>> constants()
    (1.5, 'KeyError', {'items': [1, 2]}, '3')
    """
    cdef Only only = Only([1, 2])
    first = fails(False)
    try:
        fails(True)
    except Exception as error:
        return first, type(error).__name__, only, repr(int(Level.LOW))
