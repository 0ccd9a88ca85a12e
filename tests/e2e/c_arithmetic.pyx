# cython: language_level=3
"""Arithmetic on C numbers has Python's meaning, unless a directive says otherwise."""
cimport cython
from libc.limits cimport INT_MAX, INT_MIN, LLONG_MAX, LLONG_MIN


def floor_int(int a, int b):
    """
    >>> [floor_int(a, b) for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (6, 3), (-6, 3))]
    [(3, 1), (-4, 1), (-4, -1), (3, -1), (0, 0), (2, 0), (-2, 0)]
    >>> floor_int(1, 0)
    Traceback (most recent call last):
    ...
    ZeroDivisionError: integer division or modulo by zero
    """
    return a // b, a % b


def floor_constant(long n):
    """
    >>> [floor_constant(n) for n in (-9, -8, -1, 0, 1, 7, 8)]
    [(-2, 7, -3, 0), (-1, 0, -3, 1), (-1, 7, -1, 2), (0, 0, 0, 0), (0, 1, 0, 1), (0, 7, 2, 1), (1, 0, 2, 2)]
    """
    return n // 8, n % 8, n // 3, n % 3


@cython.cdivision(True)
def truncating(int a, int b):
    """
    >>> truncating(-7, 2), truncating(7, -2)
    ((-3, -1), (-3, 1))
    """
    return a // b, a % b


def true_division(int a, int b):
    """
    >>> true_division(7, 2), true_division(-1, 4)
    (3.5, -0.25)
    >>> true_division(1, 0)
    Traceback (most recent call last):
    ...
    ZeroDivisionError: float division
    """
    return a / b


def floats(double a, double b):
    """
    >>> floats(7.5, 2.0), floats(-7.5, 2.0)
    ((3.75, 3.0, 1.5), (-3.75, -4.0, 0.5))
    >>> floats(1.0, 0.0)
    Traceback (most recent call last):
    ...
    ZeroDivisionError: float division
    """
    return a / b, a // b, a % b


def unsigned_wraps(unsigned int a):
    """
    >>> unsigned_wraps(0)
    (4294967295, 1)
    >>> unsigned_wraps(4294967295)
    (4294967294, 4294967296)
    """
    cdef unsigned int below = a - <unsigned int>1
    return below, a + <long>1


def narrow(signed char c):
    """
    >>> narrow(127), narrow(-128)
    (128, -127)
    >>> narrow(128)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to signed char
    """
    return c + 1


def bits(int a, unsigned int n):
    """
    >>> bits(-5, 1), bits(12, 2)
    ((4294967286, 4294967293, 4, 5, -6), (48, 3, -13, 14, 14))
    """
    return a << n, a >> n, ~a, (a | 2) if a > 0 else 5, a ^ (2 if a > 0 else 1)


def powers(int a, double x):
    """
    >>> powers(3, 2.0)
    (9, 81, 1.0, 8.0)
    >>> powers(-2, 0.5)
    (4, 16, 1.0, 0.125)
    """
    return a ** 2, a ** 4, x ** 0, x ** 3


def compound(int a, double b):
    """
    >>> compound(10, 4.0)
    (4, 0.25)
    """
    a += 3
    a -= 1
    a *= 2
    a //= 5
    b /= 2
    b -= 1.75
    return a, b


def extremes():
    """
    >>> extremes()
    (2147483647, -2147483648, 9223372036854775807, -9223372036854775808)
    """
    return INT_MAX, INT_MIN, LLONG_MAX, LLONG_MIN


def mixed(int i, long long j, float f, double d):
    """
    >>> mixed(2, 3, 0.5, 0.25)
    (6, 1.0, 0.75, 2.75)
    """
    return i * j, i * f, j * d, i + f + d


def conditions(int a, int b):
    """
    >>> conditions(1, 2), conditions(0, 0), conditions(3, -3)
    ((True, True, False, 2, 1), (False, False, True, 0, 0), (False, True, False, -3, 3))
    """
    return 0 < a < b, a and b and True or bool(a), not a, a and b, a or b


def booleans(bint flag):
    """
    >>> booleans([]), booleans("x"), booleans(7)
    ((False, True, 0), (True, False, 1), (True, False, 1))
    """
    return flag, not flag, <int>flag


def comparisons(int a, unsigned int b, double c):
    """
    >>> comparisons(1, 2, 1.0)
    [True, True, True, False, True]
    """
    return [a < b, a <= b, a == c, a != c, c < b]


def division_extremes(int a, int b):
    """
    >>> division_extremes(-2147483648, 1)
    -2147483648
    >>> division_extremes(5, 3)
    1
    """
    return a // b


@cython.overflowcheck(True)
def checked(int a, int b):
    """
    >>> checked(2147483646, 1)
    (2147483647, -2147483646, -2147483646)
    >>> checked(2147483647, 2147483647)
    Traceback (most recent call last):
    ...
    OverflowError: value too large
    """
    return a + b, -a, <int>-a


@cython.overflowcheck(True)
def negated(int a):
    """
    >>> negated(-2147483648)
    Traceback (most recent call last):
    ...
    OverflowError: value too large
    """
    return -a


@cython.overflowcheck(True)
def negated_by_c(int a):
    """A cast asks for C's result.

    >>> negated_by_c(-2147483648)
    -2147483648
    """
    return <int>-a


@cython.cdivision(True)
def folded():
    """Arithmetic on literals is Python's, whatever is said about variables.

    >>> folded()
    (-4, 1, -4)
    """
    return -7 // 2, -7 % 2, 7 // -2


def builtin_operands(a: int, list items, bytes data):
    """What operators make of builtin types is known; Python's ints become C's floats beside them.

    >>> builtin_operands(3, [1], b'ab')
    (5.5, 'double', 'list object', 'bytes object', 'set object')
    >>> builtin_operands(10 ** 400, [1], b'')
    Traceback (most recent call last):
    OverflowError: int too large to convert to float
    >>> builtin_operands(3, None, b'')
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    """
    total = a + 2.5
    longer = items * 2
    line = data + b'!'
    either = {1} | {2}
    return total, cython.typeof(total), cython.typeof(longer), cython.typeof(line), cython.typeof(either)


def lengths(float complex narrow, double complex wide):
    """
    >>> lengths(3 + 4j, 3 + 4j)
    ('float', 5.0, 'double', 5.0)
    """
    return cython.typeof(abs(narrow)), abs(narrow), cython.typeof(abs(wide)), abs(wide)


class Annotated:
    """In modules that are not plain Python the text of annotations is kept.

    >>> Annotated.__annotations__
    {'x': 'int', 'y': 'Undefined'}
    """
    x: int = 3
    y: Undefined
