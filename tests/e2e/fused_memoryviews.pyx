# cython: language_level=3
"""Memoryviews in fused types, and of them: the buffer of the argument decides."""
import array

ctypedef fused Number:
    int
    double

ctypedef fused Table:
    int[:]
    double[:, :]


def first(Number[:] values):
    """
    >>> first(array.array('i', [3])), first(array.array('d', [2.5]))
    (('int', 3), ('double', 2.5))
    >>> first(array.array('f', [1]))
    Traceback (most recent call last):
    TypeError: No matching signature found
    >>> first([1])
    Traceback (most recent call last):
    TypeError: No matching signature found
    >>> first['int'](array.array('i', [4]))
    ('int', 4)
    """
    if Number is int:
        return "int", values[0]
    return "double", values[0]


def axes(Table table):
    """
    >>> numbers = memoryview(array.array('d', [1, 2]))
    >>> axes(array.array('i', [3])), axes(numbers.cast('B').cast('d', [1, 2]))
    (1, 2)
    >>> axes(numbers)
    Traceback (most recent call last):
    TypeError: No matching signature found
    """
    return table.ndim


cdef Number plus(Number[:] values, Number more):
    return values[0] + more


def by_type(int[:] ints, double[:] floats):
    """
    >>> by_type(array.array('i', [3]), array.array('d', [2.5]))
    (4, 4.0)
    """
    return plus(ints, <int>1), plus(floats, <double>1.5)
