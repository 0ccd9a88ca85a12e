# cython: language_level=3
"""Variables and arguments of buffer types: objects whose items are read and written as C values."""
cimport cython
import array
import sys


def items(object[double] values, index):
    """
    >>> numbers = array.array('d', [1, 2, 4])
    >>> count = sys.getrefcount(numbers)
    >>> items(numbers, 0), items(numbers, -1)
    ((1.0, 3.5, 3, 1.0), (4.0, 3.5, 3, 4.0))
    >>> sys.getrefcount(numbers) == count, numbers.append(1)
    (True, None)
    >>> items([1.0, 2.0], 0)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'list'
    >>> items(array.array('f', [1]), 0)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double' but got 'float'
    >>> items(memoryview(numbers).toreadonly(), 0)
    Traceback (most recent call last):
    BufferError: memoryview: underlying buffer is not writable
    """
    cdef int k = 1
    values[k] = 3
    values[k] += 0.5
    return values[index], values[k], len(values), values[index]


def total(object[int, ndim=2] table):
    """
    >>> table = memoryview(array.array('i', range(6))).cast('B').cast('i', [2, 3])
    >>> total(table), total(table.toreadonly())
    (15, 15)
    >>> total(array.array('i', [1]))
    Traceback (most recent call last):
    ValueError: Buffer has wrong number of dimensions (expected 2, got 1)
    """
    cdef int result = 0
    cdef Py_ssize_t i, j
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            result += table[i, j]
    return result


@cython.boundscheck(False)
def without_gil(object[double, ndim=1, mode="c"] values):
    """
    >>> without_gil(array.array('d', [1, 2, 4]))
    7.0
    >>> without_gil(memoryview(array.array('d', [1, 2, 4]))[::2])
    Traceback (most recent call last):
    BufferError: memoryview: underlying buffer is not C-contiguous
    """
    cdef double result = 0
    cdef int i, count = len(values)
    with nogil:
        for i in range(count):
            result += values[i]
    return result


def bounds(object[int] values, int i):
    """
    >>> numbers = array.array('i', [1, 2])
    >>> bounds(numbers, -2)
    1
    >>> bounds(numbers, 2)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return values[i]


def rebound(first, second):
    """
    >>> numbers = array.array('i', [1, 2])
    >>> rebound(numbers, array.array('d', [1]))
    Buffer dtype mismatch, expected 'int' but got 'double'
    (1, 1, True)
    >>> numbers[1], numbers.append(3)
    (9, None)
    """
    cdef object[int] values
    cdef int k = 0
    values = first
    before = values[k]
    try:
        values = second
    except ValueError as error:
        print(error)
    values[1] = 9
    return before, values[k], values is first


def unbound(bint bind, given):
    """
    >>> unbound(True, array.array('i', [7]))
    7
    >>> unbound(False, None)
    Traceback (most recent call last):
    UnboundLocalError: cannot access local variable 'values' where it is not associated with a value
    """
    cdef object[int] values
    cdef int k = 0
    if bind:
        values = given
    return values[k]


cdef int first_of(object[int] values):
    cdef int k = 0
    return values[k]


def by_c_call(values):
    """
    >>> by_c_call(array.array('i', [7]))
    7
    """
    return first_of(values)
