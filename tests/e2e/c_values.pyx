# cython: language_level=3
"""C values where Python's rules apply: shared with inner functions, searched, as callables, with arguments that nobody named."""
cimport cython
from libc.math cimport sqrt
from libc.stdlib cimport malloc, free

cdef extern from "stdlib.h":
    cpdef int abs(int)
    cpdef long absolute "labs"(long number)

cdef struct Point:
    int x
    double y

cdef struct Row:
    int size
    int items[3]

ctypedef enum Colour:
    RED = 1
    BLUE = 7


def shared_struct(int n):
    """Variables of C types are the same memory for all functions.

    >>> shared_struct(3)
    (6, 2.5, [1, 5, 3], 10, (4+1j), 7, 30)
    """
    cdef Point point
    cdef int[3] items = [1, 2, 3]
    cdef int number = 5
    cdef int *pointer = &number
    cdef double complex z = 1 + 1j
    cdef Colour colour = RED
    cdef (int, double) pair = (1, 2.0)
    point.x = n
    point.y = 0

    def change(by):
        nonlocal z, colour, pair
        point.x *= by
        point.y = 2.5
        items[1] = 5
        pointer[0] += 5
        z = z + 3
        colour = BLUE
        pair = (10, 3.0)

    change(2)
    return point.x, point.y, items, number, z, <int>colour, pair[0] * <int>pair[1]


def counted(int start):
    """
    >>> up, down = counted(3)
    >>> up(), up(), down(), up()
    (4, 5, 4, 5)
    """
    cdef long long value = start

    def up():
        nonlocal value
        value += 1
        return value

    def down():
        nonlocal value
        value -= 1
        return value
    return up, down


def of_generators(n):
    """
    >>> list(of_generators(3))
    [(0, 1), (1, 3), (2, 6)]
    """
    cdef Point point
    cdef unsigned char total = 0
    point.x = 0

    def add():
        nonlocal total
        total += 1 + point.x
    while point.x < n:
        add()
        yield point.x, total
        point.x += 1


def addresses():
    """
    >>> addresses()
    12
    """
    cdef int value = 2

    def fill(int by):
        cdef int *at = &value
        at[0] = by
    fill(12)
    return value


def search(item, int stop):
    """
    >>> [search(i, 3) for i in (0, 2, 2.0, 3, None)]
    [(True, False), (True, False), (True, False), (False, True), (False, True)]
    """
    cdef int *numbers = <int *>malloc(5 * sizeof(int))
    try:
        for i in range(5):
            numbers[i] = i
        return item in numbers[:stop], item not in numbers[:stop:1]
    finally:
        free(numbers)


def search_array(int item):
    """
    >>> search_array(2), search_array(5)
    (True, False)
    """
    cdef int[3] numbers = [1, 2, 3]
    return item in numbers


cdef double half(double x) except -1:
    if x < 0:
        raise ValueError(x)
    return x / 2

cdef void record(list out, int item, str name):
    out.append((item, name))


def callables():
    """C functions are called from Python through functions around them.

    >>> half, record, root = callables()
    >>> half(3), half(x=5), root(9.0), half.__doc__
    (1.5, 2.5, 3.0, 'wrap(x: float) -> float')
    >>> half(-1)
    Traceback (most recent call last):
    ...
    ValueError: -1.0
    >>> out = []
    >>> record(out, 1, None), record(out, name="a", item=2), out, record.__doc__
    (None, None, [(1, None), (2, 'a')], "wrap(out: list, item: 'int', name: str) -> 'void'")
    >>> record(1, 2, 3)
    Traceback (most recent call last):
    ...
    TypeError: Argument 'out' has incorrect type (expected list, got int)
    >>> half()
    Traceback (most recent call last):
    ...
    TypeError: wrap() takes exactly 1 positional argument (0 given)
    """
    cdef object wrapped = half
    return wrapped, record, sqrt


def of_headers():
    """
    >>> abs(-3), absolute(-4), absolute(number=-5), of_headers()
    (3, 4, 5, (6, 7))
    >>> abs.__name__, absolute.__name__
    ('abs', 'absolute')
    """
    function = absolute
    return abs(-6), function(-7)


cdef int variable(int n, ...):
    return n


def arguments():
    """
    >>> arguments()
    (1, 2, 3)
    """
    cdef int (*pointer)(int, ...) = variable
    return variable(1), variable(2, 3.0, b"x"), pointer(3, 4)


def arrays_in_structs():
    """
    >>> arrays_in_structs()
    ([1, 2, 3], [4, 5, 6], [7, 8, 9], 2)
    """
    cdef Row a = Row(3, [1, 2, 3])
    cdef Row b = Row(items=range(4, 7), size=3)
    cdef object source = {"size": 2, "items": (7, 8, 9)}
    cdef Row c = source
    return a.items, b.items, c.items, c.size


def checked_item(dict[str, int] table, str key):
    """
    >>> checked_item({'a': 1}, 'a')
    Traceback (most recent call last):
    TypeError: Expected list, got int
    """
    return <list?> table.pop(key)
