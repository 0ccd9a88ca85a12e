# cython: language_level=3
"""C functions that raise what their callers drop unseen: what can be seen is the same as ever."""
import builtins
import sys
import traceback


cdef int checked(int value) except -1:
    if value % 4 == 3:
        raise ValueError("bad value")
    if value == 101:
        raise KeyError(value)
    if value == 102:
        raise UnicodeError
    return value


cdef int middle(int value) except -1:
    return checked(value) + 1


cdef double ratio(double a, double b) except? -1.0:
    if b == 0.0:
        raise ZeroDivisionError(f"{a} by nothing")
    return a / b


cdef void either(int value, object log) except *:
    log.append(value)
    if value < 0:
        raise IndexError("negative")


def caught(values):
    """
    >>> caught([1, 2, 3, 4, 7])
    2010
    >>> caught([102])
    1000
    >>> caught([101])
    Traceback (most recent call last):
    ...
    KeyError: 101
    """
    cdef int value
    cdef long total = 0
    for value in values:
        try:
            total += middle(value)
        except ValueError:
            total += 1000
    return total


def entries(function, *args):
    """Names of the functions that an exception came through.

    >>> entries(caught, [101])
    ['caught', 'middle', 'checked']
    >>> entries(uncaught, 3)
    ['uncaught', 'middle', 'checked']
    """
    try:
        function(*args)
    except Exception as e:
        return [entry.name for entry in traceback.extract_tb(e.__traceback__)][1:]


def uncaught(value):
    return middle(value)


def looked_at(int value):
    """
    >>> looked_at(3)
    ('bad value', ['looked_at', 'middle', 'checked'])
    """
    try:
        return middle(value)
    except ValueError as e:
        return str(e), [entry.name for entry in traceback.extract_tb(e.__traceback__)]


def afterwards(int value):
    """
    >>> afterwards(3)
    (-1, None)
    """
    cdef int result
    try:
        result = middle(value)
    except ValueError:
        result = -1
    return result, sys.exc_info()[1]


def context(int value):
    """
    >>> context(3)
    (None, -1)
    """
    cdef int result = 0
    try:
        try:
            result = middle(value)
        except ValueError:
            result = -1
        raise KeyError
    except KeyError as e:
        return e.__context__, result


def floats(double a, double b):
    """
    >>> floats(1, 4), floats(-1, 1), floats(1, 0)
    (0.25, -1.0, 0.0)
    """
    cdef double result
    try:
        result = ratio(a, b)
    except ArithmeticError:
        result = 0.0
    return result


def logged(values):
    """
    >>> logged([1, -1, 2, -2])
    (2, [1, -1, 2, -2])
    """
    cdef int value, count = 0
    log = []
    for value in values:
        try:
            either(value, log)
        except LookupError:
            count += 1
    return count, log


def others(int value):
    """
    >>> others(101), others(3), others(2)
    (2, 1, 3)
    """
    cdef int result
    try:
        result = middle(value)
    except ValueError:
        result = 1
    except KeyError:
        result = 2
    return result


def within(int value):
    """
    >>> within(3), within(1)
    ((-2, ['finally']), (2, ['finally']))
    """
    cdef int result
    log = []
    try:
        try:
            result = middle(value)
        finally:
            log.append("finally")
    except ValueError:
        result = -2
    return result, log


def here(int value):
    """
    >>> here(1), here(-1)
    (1, 0)
    """
    cdef int result
    try:
        if value < 0:
            raise ValueError("negative")
        result = value
    except ValueError:
        result = 0
    return result


def replaced(int value):
    """
    >>> replaced(3)
    'ValueError'
    >>> caught([3])
    1000
    """
    class Other(Exception):
        pass
    original = builtins.ValueError
    builtins.ValueError = Other
    try:
        middle(value)
    except Exception as e:
        return type(e).__name__
    finally:
        builtins.ValueError = original
