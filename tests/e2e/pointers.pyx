# cython: language_level=3
"""C memory: pointers, arrays, structs, enums, typedefs, functions of the C library, code without the GIL."""
from libc.math cimport floor, sqrt
from libc.stdlib cimport calloc, free, malloc, qsort
from libc.string cimport memcpy, memset, strlen
cimport cython


cdef struct Point:
    double x
    double y


cdef struct Box:
    Point low, high
    int tags[3]
    char *name


ctypedef unsigned char byte
ctypedef struct Pair:
    int first
    long second


cdef enum Color:
    RED
    GREEN = 5
    BLUE


cdef enum:
    SIZE = 4

cdef int global_counter = 10
cdef double table[SIZE]
cdef object global_object
DEF_VALUE = 3


def structs():
    """
    >>> structs()
    (1.5, 3.0, 2, 4.5, 7, b'box')
    """
    cdef Point p, copy
    cdef Box box
    p.x = 1.5
    p.y = 3
    copy = p
    copy.x += 3
    box.low = p
    box.high.x = copy.x
    box.tags[1] = 2
    box.name = b"box"
    cdef Box *pointer = &box
    pointer.tags[2] = 7
    return box.low.x, pointer.low.y, box.tags[1], pointer.high.x, box.tags[2], pointer.name


def typedefs(int a, long b):
    """
    >>> typedefs(250, 4)
    (250, 4, 4, 16)
    """
    cdef Pair pair
    cdef byte small = a
    pair.first = small
    pair.second = b
    small += 10
    return pair.first, pair.second, small, sizeof(Pair)


def enums():
    """
    >>> enums()
    (0, 5, 6, 4, True)
    """
    cdef Color c = BLUE
    return RED, GREEN, <int>c, SIZE, c == BLUE


def heap(int n):
    """
    >>> heap(5)
    30.0
    """
    cdef double *values = <double *>malloc(n * sizeof(double))
    cdef int i
    cdef double total = 0
    if values == NULL:
        raise MemoryError()
    try:
        for i in range(n):
            values[i] = i * i
        for i in range(n):
            total += values[i]
        return total
    finally:
        free(values)


def pointer_arithmetic():
    """
    >>> pointer_arithmetic()
    (30, 20, 3, True, False)
    """
    cdef int values[4]
    cdef int *p = values
    cdef int *q
    cdef int i
    for i in range(4):
        values[i] = i * 10
    q = p + 3
    p += 2
    return q[0], p[0], q - values, q > p, p == NULL


def addresses():
    """
    >>> addresses()
    (6, 6, True)
    """
    cdef int x = 5
    cdef int *p = &x
    cdef int **pp = &p
    p[0] += 1
    return x, pp[0][0], pp[0] == &x


def two_dimensions():
    """
    >>> two_dimensions()
    (12, 11)
    """
    cdef int grid[3][4]
    cdef int i, j
    for i in range(3):
        for j in range(4):
            grid[i][j] = i * 4 + j
    return sizeof(grid) // sizeof(int), grid[2][3]


def globals_in_c():
    """
    >>> globals_in_c()
    (11, 2.5, [1])
    """
    global global_counter, global_object
    global_counter = 11
    table[2] = 2.5
    global_object = [1]
    return global_counter, table[2], global_object


cdef double apply(double (*function)(double), double x):
    return function(x)


cdef double halved(double x) noexcept:
    return x / 2


def function_pointers():
    """
    >>> function_pointers()
    (4.0, 4.5, 2.0)
    """
    cdef double (*chosen)(double) noexcept
    chosen = halved
    return apply(sqrt, 16), apply(halved, 9), chosen(4)


cdef int compare(const void *a, const void *b) noexcept nogil:
    cdef int x = (<const int *>a)[0]
    cdef int y = (<const int *>b)[0]
    return (x > y) - (x < y)


def sorted_by_c(values):
    """
    >>> sorted_by_c([3, 1, 2])
    [1, 2, 3]
    """
    cdef int n = len(values), i
    cdef int *data = <int *>calloc(n, sizeof(int))
    try:
        for i in range(n):
            data[i] = values[i]
        qsort(data, n, sizeof(int), compare)
        return [data[i] for i in range(n)]
    finally:
        free(data)


def strings(bytes text):
    """
    >>> strings(b"hello")
    (5, b'HELLO', b'hello')
    """
    cdef size_t n = strlen(text), i
    cdef char buffer[16]
    memset(buffer, 0, sizeof(buffer))
    memcpy(buffer, <const char *>text, n)
    for i in range(n):
        buffer[i] -= 32
    return n, <bytes>buffer, text


cdef double norm(double x, double y) noexcept nogil:
    return sqrt(x * x + y * y)


cdef long count_primes(int limit) except -1 nogil:
    cdef int i, j
    cdef long found = 0
    if limit < 0:
        with gil:
            raise ValueError("negative limit")
    for i in range(2, limit):
        for j in range(2, i):
            if i % j == 0:
                break
        else:
            found += 1
    return found


def without_gil(int limit):
    """
    >>> without_gil(30)
    (10, 5.0)
    >>> without_gil(-1)
    Traceback (most recent call last):
    ...
    ValueError: negative limit
    """
    cdef long primes
    cdef double n
    with nogil:
        primes = count_primes(limit)
        n = norm(3, 4)
    return primes, n


cdef inline int clamp(int x, int low, int high) nogil:
    return low if x < low else high if x > high else x


def inlined(int x):
    """
    >>> inlined(-5), inlined(50), inlined(7)
    (0, 10, 7)
    """
    return clamp(x, 0, 10)


@cython.boundscheck(False)
@cython.wraparound(False)
def sum_list(list items):
    """
    >>> sum_list([1, 2, 3])
    6
    """
    cdef Py_ssize_t i
    total = 0
    for i in range(len(items)):
        total += items[i]
    return total


def floors(double x):
    """
    >>> floors(-2.5)
    -3.0
    """
    return floor(x)


cdef struct Spot:
    int x
    int y


def step_by_pointer():
    """
    A target that cannot hold the items points to them.

    >>> step_by_pointer()
    ([1, 3], 20)
    """
    cdef Spot[3] points
    cdef Spot* point
    cdef Spot copy
    cdef int total = 0
    for i in range(3):
        points[i].x = i + 1
        points[i].y = 0
    for point in points[:3:2]:
        point.y = 10
    for copy in points[:3]:
        total += copy.y
    return [point.x for point in (&points[0])[:3:2]], total


cdef long sum_down(long first, long last) noexcept nogil:
    cdef long i, total = 0
    for i in reversed(range(first, last)):
        total = total * 10 + i
    return total


def count_down():
    """
    >>> count_down()
    (432, 0)
    """
    return sum_down(2, 5), sum_down(5, 2)


cdef extern from *:
    """
    static int px_test_length(char *text) { return (int)strlen(text); }
    """
    int px_test_length(char *text)


cdef char* without_const(const char *text):
    return text


def give_const(bytes text):
    """
    What a header declares without const takes constant data too.

    >>> give_const(b"abc")
    (3, 3)
    """
    cdef const char *constant = text
    return px_test_length(constant), px_test_length(without_const(constant))


cdef struct Header:
    Py_ssize_t count
    void *type


class Holder:
    pass


def look_inside(Holder_=Holder):
    """
    The layout of an object is a struct. What a container or an object has is alive as long as that.

    >>> look_inside()
    (True, b'abc', True)
    """
    cdef list items = [object()]
    holder = Holder_()
    holder.text = b"abc"
    cdef Header *header = <Header *>items[0]
    cdef char *text = holder.text
    return header.count > 0, <bytes>text, <object>header is items[0]


def else_without_except(result):
    """
    >>> else_without_except([])
    [1, 2, 3]
    """
    try:
        result.append(1)
    else:
        result.append(2)
    finally:
        result.append(3)
    return result


cdef int shared[3]
cdef double grid[2][2]


def filled(values):
    """An array is filled from any iterable, all of it or not at all.

    >>> filled([1, 2, 3]), filled(iter((4, 5, 6)))
    ([1, 2, 3], [4, 5, 6])
    >>> filled([7, 'x', 9])
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> filled([7, 8])
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 3, got 2
    >>> filled(range(4))
    Traceback (most recent call last):
    IndexError: too many values found during array assignment, expected 3
    >>> filled(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    >>> shared_items()
    [4, 5, 6]
    """
    global shared
    shared = values
    return shared


def shared_items():
    return shared


def squares(rows):
    """
    >>> squares([[1, 2], (3, 4)])
    [[1.0, 2.0], [3.0, 4.0]]
    >>> squares([[5, 6], [7]])
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 2, got 1
    >>> squares(None)
    [[1.0, 2.0], [3.0, 4.0]]
    """
    global grid
    if rows is not None:
        grid = rows
    return grid
