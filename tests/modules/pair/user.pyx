from pkg.shape cimport (GREEN, RED, Point, both, callback, call, counter, defaults, moved, name_of, narrow,
                        minus, next_number, optional, pair, quiet, scaled, twice)
cimport pkg.shape
from pkg.shape import by_name as shape_by_name
from pkg cimport shape as s

cdef int adds(int n, void *data) except -1:
    if n < 0:
        raise IndexError(n)
    return n + (<int *>data)[0]

def variables():
    pkg.shape.counter += 10
    s.numbers[3] = s.numbers[2] + 1
    s.origin.y = 1.5
    s.anything = s.anything + [2]
    return counter, s.numbers[3], s.origin, s.anything, s.function(5)

def functions():
    cdef int factor = 4
    cdef double ratio = 0.5
    cdef Point p = Point(7, 0)
    quiet()
    return (scaled(3, &factor), scaled(3.0, &ratio), both(1, "a"), both[double, bytes](2, b"b"), twice(4), twice(1.25),
            defaults(1), defaults(1, 2), pair((1, 1.5)), narrow(2j), moved(p, RED),
            name_of(&p, 2, 3, -1, u'\N{SNOWMAN}', True), next_number(1))

def optional_arguments():
    return optional(1), optional(1, 2), optional(1, 2, []), optional(2)

def named_arguments():
    return minus(part=1, whole=4), shape_by_name()

def pointers():
    cdef int more = 5
    cdef callback f = adds
    return call(f, 1, &more), call(adds, 2, &more)

def errors():
    cdef int more = 5
    cdef int *nothing = NULL
    found = []
    try:
        call(adds, -3, &more)
    except IndexError as error:
        found.append(error.args)
    try:
        scaled(1, nothing)
    except ValueError as error:
        found.append(error.args)
    try:
        moved(s.origin, GREEN)
    except KeyError as error:
        found.append(error.args)
    return found
