# cython: language_level=3
"""When objects die, and what `finally` does on every way out."""
import sys

namespace = {}
exec("""
log = []
class Watched:
    def __init__(self, name): self.name = name
    def __del__(self): log.append(self.name)
    def __add__(self, other): return Watched(self.name + other.name)
def logged(function, *args):
    log.clear()
    result = function(*args)
    dead = list(log)
    return getattr(result, 'name', result), dead
""", namespace)
Watched = namespace["Watched"]
logged = namespace["logged"]
kept = None


def rebound(make):
    """
    >>> logged(rebound, Watched)
    ('d', ['a', 'b', 'c'])
    """
    a = make("a")
    b = make("b")
    a = b
    b = make("c")
    del a
    a = make("d")
    return a


def at_the_end(make):
    """In the order of the variables; what is rebound goes first.

    >>> logged(at_the_end, Watched)
    (None, ['y', 'x', 'z'])
    """
    x = make("x")
    y = make("y")
    z = make("z")
    y = None


def temporaries(make):
    """
    >>> logged(temporaries, Watched)
    ('bcd', ['a', 'b', 'c', 'bc', 'd'])
    """
    make("a")
    return (make("b") + make("c")) + make("d")


def parameter(a, make):
    """
    >>> import sys
    >>> x = Watched("x")
    >>> before = sys.getrefcount(x)
    >>> logged(parameter, x, Watched)
    ('new', [])
    >>> sys.getrefcount(x) == before
    True
    """
    a = make("new")
    return a


def replaced_while_used(make):
    """The callee rebinds the global that holds its argument.

    >>> logged(replaced_while_used, Watched)
    ('old', [])
    """
    global kept
    kept = make("old")
    return replace(kept, make)


def replace(value, make):
    global kept
    kept = None
    return value


def pending(how, out):
    """
    >>> for how in range(6):
    ...     out = []
    ...     try:
    ...         print(how, pending(how, out), out)
    ...     except Exception as error:
    ...         print(how, repr(error), repr(error.__context__), out)
    0 end ['body', 'finally', None]
    1 one ['body', 'finally', None]
    2 ValueError('two') None ['body', 'finally', 'ValueError']
    3 over ['body', 'finally', None]
    4 over ['body', 'finally', 'ValueError']
    5 KeyError('five') ValueError('two') ['body', 'finally', 'ValueError']
    """
    try:
        out.append("body")
        if how == 1 or how == 3:
            return "one"
        if how == 2 or how >= 4:
            raise ValueError("two")
    finally:
        out.append("finally")
        kind = sys.exc_info()[0]
        out.append(kind.__name__ if kind else None)
        if how == 3 or how == 4:
            return "over"
        if how == 5:
            raise KeyError("five")
    return "end"


def around_loops(n):
    """
    >>> around_loops(9)
    [0, 'f0', 'f1', "KeyError('k')", 2, 'f2', 'f3']
    >>> around_loops(3)
    [0, 'f0', 'f1', "KeyError('k')", 2, 'f2', 'f3', 4, 'f4', 'else']
    """
    out = []
    for i in range(5):
        try:
            try:
                if i == 1:
                    raise KeyError("k")
                if i == 3:
                    break
                out.append(i)
            finally:
                out.append(f"f{i}")
                if i == n:
                    continue
        except KeyError as error:
            out.append(repr(error))
    else:
        out.append("else")
    return out


def swallowed(x):
    """
    >>> swallowed(1)
    (None, None, None)
    """
    while True:
        try:
            x.missing
        finally:
            break
    return sys.exc_info()


def handled(function):
    """What is handled is handled in the clause only.

    >>> def fail(): raise ValueError("v")
    >>> handled(fail)
    ['ValueError', 'KeyError', 'ValueError', None]
    """
    out = []
    try:
        function()
    except ValueError:
        out.append(sys.exc_info()[0].__name__)
        try:
            raise KeyError
        except KeyError as error:
            out.append(sys.exc_info()[0].__name__)
            out.append(type(error.__context__).__name__)
    out.append(sys.exc_info()[0])
    return out


def without_gil(int n):
    """
    >>> without_gil(2)
    ([], 1)
    >>> without_gil(5)
    ([3], 10)
    >>> without_gil(7)
    Traceback (most recent call last):
    ...
    KeyError: 3
    >>> without_gil(8)
    ([3], 6)
    """
    cdef int i, total = 0
    out = []
    with nogil:
        for i in range(n):
            total += i
            if i == 3:
                with gil:
                    out.append(i)
                    if n == 7:
                        raise KeyError(i)
                    if n == 8:
                        break
    return out, total


cdef extern from "Python.h":
    ctypedef struct PyObject:
        Py_ssize_t ob_refcnt
    PyObject *borrowed_item "PyList_GetItem"(object items, Py_ssize_t index)


cdef object kept_by_module


cdef class Keeper:
    cdef object kept


cdef object first_of(list items):
    return <object>borrowed_item(items, 0)


def counts():
    """
    Whoever keeps an object that came by pointer has a reference of its own.

    >>> counts()
    [2, 3, 4, 5, 6, 5, 5]
    """
    global kept_by_module
    class Thing:
        pass
    cdef list items = [Thing()]
    cdef PyObject *pointer = borrowed_item(items, 0)
    seen = [pointer.ob_refcnt + 1]
    local = <object>pointer
    seen.append(pointer.ob_refcnt + 1)
    kept_by_module = <object>borrowed_item(items, 0)
    seen.append(pointer.ob_refcnt + 1)
    cdef Keeper keeper = Keeper()
    keeper.kept = <object>pointer
    seen.append(pointer.ob_refcnt + 1)
    others = [<object>borrowed_item(items, 0)]
    seen.append(pointer.ob_refcnt + 1)
    del others[:]
    seen.append(pointer.ob_refcnt + 1)
    assert first_of(items) is local and type(<object>pointer) is Thing
    seen.append(pointer.ob_refcnt + 1)
    kept_by_module = None
    return seen


def beyond_c(unsigned long long x, long y):
    """
    `int()` of a C number is a Python number.

    >>> beyond_c(2 ** 64 - 1, 1)
    (18446744073709551616, 18446744073709551615)
    """
    cdef unsigned long long same = int(x)
    return int(x) + y, same
