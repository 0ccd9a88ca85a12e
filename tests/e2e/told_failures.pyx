# cython: language_level=3
"""Functions whose result alone does not tell whether they failed."""
import traceback


cdef int less(int value):
    if value > 90:
        raise ValueError(value)
    return value - 1


cdef double half(double value) except? -1.0:
    if value > 90:
        raise OverflowError(value)
    return value / 2


cdef void check(int value):
    if value > 90:
        raise KeyError(value)


cdef int deep(int value):
    # The flag of the caller serves for calls that nothing here catches.
    check(value)
    return less(less(value))


cdef int saved(int value):
    try:
        check(value)
        return less(value)
    except KeyError:
        # The failure of the first call must not be that of the second.
        return less(0)


cdef int cleaned(int value, list log):
    try:
        return deep(value)
    finally:
        log.append(value)


cdef int countdown(int value):
    if value == 50:
        raise IndexError(value)
    return value if value <= 0 else countdown(value - 1) - 1


cdef (int, double) pair(int value):
    check(value)
    return value, half(value)


cdef class Node:
    cdef int depth

    def __cinit__(self, int depth):
        self.depth = depth

    cdef int climb(self, int value):
        if self.depth > value:
            raise LookupError(value)
        return self.depth - 1

    cpdef int steps(self, int value):
        return self.climb(value) - self.climb(value)


class Loud(Node):
    def steps(self, value):
        raise RuntimeError("loud")


cdef int apply(int (*function)(int), int value):
    return function(value)


cdef int free(int value) nogil:
    if value > 90:
        with gil:
            raise MemoryError(value)
    return value - 1


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return repr(error)


def lines(error):
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


def loops(int count):
    """
    >>> loops(5)
    [-1, 29, 59, 89, '120']
    """
    cdef int i
    found = []
    for i in range(count):
        try:
            found.append(less(i * 30))
        except ValueError as error:
            found.append(str(error))
    return found


def in_generator(int count):
    """
    >>> numbers = in_generator(4)
    >>> [outcome(next, numbers) for _ in range(8)]
    [-1, -2, 30, 29, 61, 60, 'ValueError(93)', 'StopIteration()']
    """
    cdef int i
    for i in range(count):
        yield less(i * 31)
        yield deep(i * 31)


def without_gil(int count):
    """
    >>> outcome(without_gil, 3), outcome(without_gil, 95)
    (0, 'MemoryError(91)')
    """
    cdef int i, total = 0
    with nogil:
        for i in range(count):
            total += free(i)
    return total


def calls(int value):
    """
    >>> calls(0)
    -1 0.0 -2
    -1 -2 [0]
    (0, 0.0) -1 0
    >>> calls(-2)
    -3 -1.0 -4
    -3 -4 [-2]
    (-2, -1.0) -3 -2
    >>> calls(60)
    59 30.0 58
    59 58 [60]
    (60, 30.0) 59 IndexError(50)
    >>> calls(91)
    ValueError(91) OverflowError(91.0) KeyError(91)
    -1 KeyError(91) [91]
    KeyError(91) ValueError(91) IndexError(50)
    """
    log = []
    print(outcome(lambda: less(value)), outcome(lambda: half(value)), outcome(lambda: deep(value)))
    print(outcome(lambda: saved(value)), outcome(lambda: cleaned(value, log)), log)
    print(outcome(lambda: pair(value)), outcome(lambda: apply(less, value)), outcome(lambda: countdown(value)))


def trace(int value):
    """
    >>> trace(91), trace(1)
    (['trace', 'deep', 'check'], None)
    """
    try:
        deep(value)
    except Exception as error:
        return lines(error)


def methods():
    """
    >>> methods()
    0 0 LookupError(1) RuntimeError('loud')
    """
    print(Node(0).steps(0), Node(0).steps(5), outcome(Node(3).steps, 1), outcome(Loud(0).steps, 1))
