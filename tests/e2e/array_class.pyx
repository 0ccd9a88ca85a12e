# cython: language_level=3
"""A class that a Python module and a definition file both have is one: the import of it binds nothing else."""
from array import array
from cpython.array cimport array


def last(values):
    """
    >>> last([1, 2, 3])
    (3, True)
    >>> from array import array
    >>> array is here()
    True
    """
    cdef array items = array("i", values)
    return items.data.as_ints[len(items) - 1], isinstance(items, array)


def here():
    return array
