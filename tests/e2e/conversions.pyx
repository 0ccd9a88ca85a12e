# cython: language_level=3
"""Between Python objects and C values: ranges, checks and messages."""
from libc.stdint cimport int8_t, int16_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t


def error(call, *args):
    try:
        return call(*args)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def to_char(x):
    cdef signed char value = x
    return value


def to_uchar(x):
    cdef unsigned char value = x
    return value


def to_short(x):
    cdef short value = x
    return value


def to_int(x):
    cdef int value = x
    return value


def to_uint(x):
    cdef unsigned int value = x
    return value


def to_long(x):
    cdef long value = x
    return value


def to_longlong(x):
    cdef long long value = x
    return value


def to_ulonglong(x):
    cdef unsigned long long value = x
    return value


def to_ssize(x):
    cdef Py_ssize_t value = x
    return value


def to_size(x):
    cdef size_t value = x
    return value


def to_double(x):
    cdef double value = x
    return value


def to_float(x):
    cdef float value = x
    return value


def to_bint(x):
    cdef bint value = x
    return value


def to_int8(x):
    cdef int8_t value = x
    return value


def to_uint64(x):
    cdef uint64_t value = x
    return value


def integers():
    """
    >>> for line in integers(): print(line)
    [-128, 127, 'OverflowError: value too large to convert to signed char', 'OverflowError: value too large to convert to signed char']
    [0, 255, 'OverflowError: value too large to convert to unsigned char', "OverflowError: can't convert negative value to unsigned char"]
    [-32768, 32767, 'OverflowError: value too large to convert to short', 'OverflowError: value too large to convert to short']
    [-2147483648, 2147483647, 'OverflowError: value too large to convert to int', 'OverflowError: value too large to convert to int']
    [0, 4294967295, 'OverflowError: value too large to convert to unsigned int', "OverflowError: can't convert negative value to unsigned int"]
    """
    return [
        [error(to_char, x) for x in (-128, 127, 128, -129)],
        [error(to_uchar, x) for x in (0, 255, 256, -1)],
        [error(to_short, x) for x in (-32768, 32767, 32768, -32769)],
        [error(to_int, x) for x in (-2 ** 31, 2 ** 31 - 1, 2 ** 31, -2 ** 31 - 1)],
        [error(to_uint, x) for x in (0, 2 ** 32 - 1, 2 ** 32, -1)],
    ]


def wide():
    """
    >>> wide()
    [True, True, True, True, True, True, True, True]
    """
    return [
        to_long(-2 ** 63) == -2 ** 63,
        to_longlong(2 ** 63 - 1) == 2 ** 63 - 1,
        to_ulonglong(2 ** 64 - 1) == 2 ** 64 - 1,
        to_ssize(-5) == -5,
        to_size(2 ** 63) == 2 ** 63,
        to_uint64(2 ** 64 - 1) == 2 ** 64 - 1,
        error(to_longlong, 2 ** 63).startswith("OverflowError"),
        error(to_ulonglong, -1).startswith("OverflowError"),
    ]


def wrong_types():
    """
    >>> for line in wrong_types(): print(line)
    TypeError: an integer is required
    TypeError: an integer is required
    1
    1
    TypeError: must be real number, not str
    TypeError: must be real number, not NoneType
    """
    return [error(to_int, "x"), error(to_int, None), error(to_int, True), error(to_int, 1.5),
            error(to_double, "x"), error(to_double, None)]


def floats():
    """
    >>> floats()
    (3.0, 0.5, 0.10000000149011612, True, True)
    """
    return to_double(3), to_double(0.5), to_float(0.1), to_double(float("nan")) != 0, to_double(1e400) > 1e308


def truth():
    """
    >>> truth()
    [False, True, False, True, False, True]
    """
    return [to_bint(x) for x in (0, 5, "", "x", [], None)] [:5] + [to_bint(object())]


def typed_containers(x):
    """
    >>> typed_containers([1]), error(typed_containers, (1,)), error(typed_containers, None)
    (1, 'TypeError: Expected list, got tuple', "TypeError: 'NoneType' object is not subscriptable")
    """
    cdef list items = x
    return items[0]


def typed_argument(list items, dict mapping=None, str text="t"):
    """
    >>> typed_argument([], {}), typed_argument(None)
    (([], {}, 't'), (None, None, 't'))
    >>> error(typed_argument, ())
    "TypeError: Argument 'items' has incorrect type (expected list, got tuple)"
    """
    return items, mapping, text


def never_none(list items not None):
    """
    >>> never_none([])
    []
    >>> error(never_none, None)
    "TypeError: Argument 'items' has incorrect type (expected list, got NoneType)"
    """
    return items


def char_pointers(bytes data):
    """
    >>> char_pointers(b"hello")
    (b'hello', 104, b'ell', 'ello', 5)
    """
    cdef char *p = data
    cdef const char *q = p
    return q, p[0], p[1:4], p[1:5].decode("ascii"), len(p)


def characters(Py_UCS4 c):
    """
    >>> characters("x"), characters("\\u20ac")
    (('x', 120, True), ('\u20ac', 8364, False))
    >>> error(characters, "xy")
    'ValueError: only single character unicode strings can be converted to Py_UCS4, got length 2'
    """
    return c, ord(c), c < 128


def casts(double d, int i, object o):
    """
    >>> casts(2.9, 300, 7)
    (2, 44, 7, 7.0, True)
    """
    return <int>d, <unsigned char>i, <int>o, <double>o, <bint>i


def checked_cast(x):
    """
    >>> checked_cast([1]), error(checked_cast, 5)
    ([1], 'TypeError: Expected list, got int')
    """
    return <list?>x


def fixed_width(int16_t a, uint8_t b, uint16_t c, int64_t d, uint32_t e):
    """
    >>> fixed_width(-1, 255, 65535, -2 ** 40, 2 ** 32 - 1)
    (-1, 255, 65535, -1099511627776, 4294967295)
    """
    return a, b, c, d, e


def index_of_float():
    """
    >>> index_of_float()
    'TypeError'
    """
    cdef list items = [1, 2]
    try:
        return items[1.5]
    except TypeError as e:
        return type(e).__name__


class_of = type


def mixed_expressions(int i, x):
    """
    >>> mixed_expressions(3, 2.5), mixed_expressions(3, 2 ** 70)
    ((5.5, 7.5, True), (1180591620717411303427, 3541774862152233910272, True))
    """
    return i + x, x * i, i == 3 and x > 1


def pair(value):
    """A tuple of C values comes from a sequence of its size.

    >>> pair((1, 2)), pair([3, 4]), pair(range(2))
    ((1, 2.0), (3, 4.0), (0, 1.0))
    >>> pair((1, 2, 3))
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got size 3
    >>> pair({1: 2, 3: 4})
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got dict
    >>> pair(None)
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got NoneType
    >>> pair((1, 'x'))
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    cdef (int, double) both = value
    return both
