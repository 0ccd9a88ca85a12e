# cython: language_level=3
"""Memoryviews as arguments and variables: items, parts, and who keeps the memory."""
cimport cython
import array
import sys


def total(double[:] values):
    """
    >>> numbers = array.array('d', [1, 2, 3, 4.5])
    >>> before = sys.getrefcount(numbers)
    >>> total(numbers), total(memoryview(numbers)[::-2])
    (10.5, 6.5)
    >>> sys.getrefcount(numbers) == before
    True
    >>> numbers.append(1)
    """
    cdef double result = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        result += values[i]
    return result


def at(int[:] values, Py_ssize_t index):
    """
    >>> numbers = array.array('i', range(6))
    >>> at(numbers, 2), at(numbers, -1)
    (2, 5)
    >>> at(numbers, 6)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> at(numbers, -7)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> at(None, 0)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)

    What is refused when a view is taken:

    >>> at([1, 2], 0)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'list'
    >>> at(b'abcd', 0)
    Traceback (most recent call last):
    BufferError: Object is not writable.
    >>> at(array.array('f', [1]), 0)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'float'
    >>> at(array.array('I', [1]), 0)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'int' but got 'unsigned int'
    >>> at(memoryview(numbers).cast('B').cast('i', [2, 3]), 0)
    Traceback (most recent call last):
    ValueError: Buffer has wrong number of dimensions (expected 1, got 2)
    """
    return values[index]


def fill(int[:, ::1] table, int factor):
    """
    >>> table = memoryview(array.array('i', range(6))).cast('B').cast('i', [2, 3])
    >>> fill(table, 3)
    (2, 3, 2, 6, 24, 4, 2)
    >>> table.tolist()
    [[0, 3, 6], [10, 13, 116]]
    """
    cdef Py_ssize_t i, j
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            table[i, j] = i * 10 + j * factor
    table[-1, -1] += 100
    return (table.shape[0], table.shape[1], table.ndim, table.size, table.nbytes, table.itemsize,
            len(table))


cdef double product(double[::1] a, double[::1] b) noexcept nogil:
    cdef double result = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        result += a[i] * b[i]
    return result


def dot(double[::1] a, double[::1] b):
    """
    >>> numbers = array.array('d', [1, 2, 3, 4.5])
    >>> dot(numbers, numbers)
    34.25
    >>> dot(numbers, memoryview(numbers)[::2])
    Traceback (most recent call last):
    BufferError: memoryview: underlying buffer is not C-contiguous
    """
    with nogil:
        result = product(a, b)
    return result


@cython.boundscheck(False)
@cython.wraparound(False)
def rows(const double[:, :] table):
    """
    >>> table = memoryview(array.array('d', range(6))).cast('B').cast('d', [2, 3])
    >>> rows(table.toreadonly()), rows(table)
    ([3.0, 12.0], [3.0, 12.0])
    """
    cdef const double[:] row
    cdef Py_ssize_t i, j
    cdef double here
    result = []
    for i in range(table.shape[0]):
        row = table[i]
        here = 0
        for j in range(row.shape[0]):
            here += row[j]
        result.append(here)
    return result


cdef double[:] part(double[:] values, Py_ssize_t start, Py_ssize_t stop):
    return values[start:stop]


cdef double[:] forgotten(double[:] values):
    if values is None:
        return values


def parts(double[:] values, start, stop, step):
    """
    >>> numbers = array.array('d', range(10))
    >>> parts(numbers, 2, 5, 1), parts(numbers, -3, 100, 1), parts(numbers, 5, 2, 1)
    ((3, 2.0, 8), (3, 7.0, 8), (0, None, 8))
    >>> parts(numbers, 8, 1, -3), parts(numbers, 100, -100, -4)
    ((3, 8.0, -24), (3, 9.0, -32))
    >>> parts(numbers, 1, 2, 0)
    Traceback (most recent call last):
    ValueError: Step may not be zero (axis 0)
    """
    cdef double[:] view = part(values, 0, 1000)
    view = view[start:stop:step]
    return view.shape[0], view[0] if len(view) else None, view.strides[0]


def axes(int[:, :] table):
    """
    >>> table = memoryview(array.array('i', range(6))).cast('B').cast('i', [2, 3])
    >>> axes(table)
    ([1, 4], (3, 2, 4, 12), (1, 2, 3), 3)
    """
    cdef int[:, :] turned = table.T
    cdef int[:] column = table[:, 1]
    cdef int[:, :, :] deep = table[None]
    return ([column[0], column[1]], (turned.shape[0], turned.shape[1], turned.strides[0], turned.strides[1]),
            (deep.shape[0], deep.shape[1], deep.shape[2]), deep[0, ..., 0][1])


def unbound(bint bind, values):
    """
    >>> unbound(True, array.array('i', [7]))
    7
    >>> unbound(False, None)
    Traceback (most recent call last):
    UnboundLocalError: local variable 'view' referenced before assignment
    """
    cdef int[:] view
    if bind:
        view = values
    with nogil:
        result = view[0]
    return result


def no_result():
    """
    >>> no_result()
    Traceback (most recent call last):
    TypeError: Memoryview return value is not initialized
    """
    cdef double[:] view = array.array('d', [1])
    view = forgotten(view)


def optional(int[:] values=None):
    """
    >>> optional(), optional(None), optional(array.array('i', [1]))
    (True, True, False)
    """
    assert (values is not None) == (not values is None) == (values != None)
    return values is None


def required(int[:] values not None):
    """
    >>> required(array.array('i', [4]))
    4
    >>> required(None)
    Traceback (most recent call last):
    TypeError: Argument 'values' must not be None
    """
    return values[0]


def rebound(int[:] values, other):
    """
    >>> first, second = array.array('i', [1, 2]), array.array('i', [3, 4, 5])
    >>> counts = sys.getrefcount(first), sys.getrefcount(second)
    >>> rebound(first, second)
    5
    >>> counts == (sys.getrefcount(first), sys.getrefcount(second))
    True
    >>> rebound(first, 3)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'int'
    >>> first.append(0), second.append(0)
    (None, None)
    """
    values = other
    values = None
    values = other
    with nogil:
        values = values[::2]
    return values[1]


cdef int[:] kept


def keep(values):
    """
    >>> numbers = array.array('i', [5, 6])
    >>> keep(numbers)
    (6, 2)
    >>> numbers.append(1)
    Traceback (most recent call last):
    BufferError: cannot resize an array that is exporting buffers
    >>> keep(array.array('i', [1, 2]))
    (2, 2)
    >>> numbers.append(1)
    """
    global kept
    kept = values
    return kept[1], kept.shape[0]


cdef struct Point:
    short x
    double y
    unsigned char[4] tags


ctypedef unsigned long Count


def of_structs(const Point[:] points, const Count[:] counts):
    """
    >>> import struct
    >>> raw = memoryview(struct.pack('@hd4Bhd4B', 1, 2.5, 1, 2, 3, 4, 7, 0.5, 5, 6, 7, 8) + bytes(4))
    >>> of_structs(raw, array.array('L', [1]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'short' but got 'unsigned char' in 'Point.x'
    """
    return points[1].y, points[1].tags[2], counts[0]
