# cython: language_level=3
"""Instances of extension types: the collector, freelists, builtin bases, dicts and weak references, pickling, and what C calls see."""
import copy
import gc
import pickle
import sys
import weakref

cimport cython

log = []


@cython.freelist(4)
cdef class Spare:
    cdef public int number
    cdef object held

    def hold(self, held):
        self.held = held
        return self


@cython.no_gc
cdef class Untracked:
    cdef object held


@cython.no_gc_clear
cdef class Uncleared:
    cdef public object other

    def __dealloc__(self):
        log.append(self.other is not None)


@cython.trashcan(True)
cdef class Link:
    cdef Link next

    def __init__(self, next=None):
        self.next = next


cdef class Open:
    cdef dict __dict__
    cdef object __weakref__

    def __dealloc__(self):
        log.append('open')


cdef class OpenSub(Open):
    cdef object more


cdef class Items(list):
    cdef object extra
    cdef int count

    def __init__(self, *args):
        self.count = 5
        self.extra = self
        super().__init__(args)

    def look(self):
        return self.count, self.extra is self, len(self)


cdef class Failure(Exception):
    cdef public int code

    def __init__(self, code):
        self.code = code


cdef class Point:
    cdef double x, y
    cdef object name

    def __init__(self, double x=0, double y=0, name=None):
        self.x = x
        self.y = y
        self.name = name

    def __add__(self, Point other):
        return Point(self.x + other.x, self.y + other.y, self.name)

    def __mul__(self, double factor):
        return Point(self.x * factor, self.y * factor)

    @property
    def first(self):
        return self.x

    @first.setter
    def first(self, double value):
        self.x = value

    cpdef double size(self):
        return self.x + self.y

    def tuple(self):
        return self.x, self.y, self.name


cdef class Far(Point):
    def __add__(self, other):
        return 'far'

    cpdef double size(self):
        return 1000


class PyPoint(Point):
    def __mul__(self, other):
        return 'python'

    def size(self):
        return 5.0

    first = 'attribute'


cdef class Handle:
    cdef void *address


def spare():
    """
    >>> spare()
    ([0, 0, 0, 0, 0, 0], True)
    """
    first = [Spare().hold([n]) for n in range(6)]
    first[0].number = 7
    del first
    again = [Spare() for n in range(6)]
    return [one.number for one in again], gc.is_tracked(again[0])


def collector():
    """
    >>> collector()
    (False, [], [True, True])
    """
    log.clear()
    one = Uncleared()
    one.other = [one]
    held = one.other
    del one
    gc.collect()
    before = list(log)
    # Nobody else breaks the circle.
    again = Uncleared()
    again.other = held[0]
    held.clear()
    del again
    return gc.is_tracked(Untracked()), before, list(log)


def deep(n):
    """
    >>> deep(200000)
    """
    cdef Link link = None
    for i in range(n):
        link = Link(link)


def dicts_and_weak_references(cls):
    """
    >>> dicts_and_weak_references(OpenSub)
    (True, None, ['open'])
    >>> dicts_and_weak_references(type('Sub', (OpenSub,), {}))
    (True, None, ['open'])
    """
    log.clear()
    one = cls()
    one.me = one
    reference = weakref.ref(one)
    alive = reference() is one
    del one
    gc.collect()
    return alive, reference(), list(log)


def builtin_bases():
    """
    >>> builtin_bases()
    ((5, True, 3), [1, 2, 3], True, 42, (42,))
    """
    items = Items(1, 2, 3)
    failure = Failure(42)
    found = items.look(), list(items), isinstance(items, list), failure.code, failure.args
    del items
    gc.collect()
    return found


def references_to_types(cls):
    """
    >>> references_to_types(Spare), references_to_types(Items), references_to_types(type('Sub', (Items,), {}))
    (0, 0, 0)
    """
    gc.collect()
    before = sys.getrefcount(cls)
    many = [cls() for n in range(100)]
    del many
    gc.collect()
    return sys.getrefcount(cls) - before


def pickled(value, protocol):
    """
    >>> [pickled(Point(1, 2, ['n']), protocol) for protocol in range(5)] == [(1.0, 2.0, ['n'])] * 5
    True
    >>> copy.copy(Point(3, 4)).tuple()
    (3.0, 4.0, None)
    >>> Point(1, 2).__reduce__()[1:]
    ((<class 'extension_objects.Point'>, 258042735, (None, 1.0, 2.0)),)
    >>> pickle.dumps(Handle())
    Traceback (most recent call last):
        ...
    TypeError: self.address cannot be converted to a Python object for pickling
    >>> __pyx_unpickle_Point(Point, 5, None)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    _pickle.PickleError: Incompatible checksums (0x5 vs (...) = (name, x, y))
    """
    return pickle.loads(pickle.dumps(value, protocol)).tuple()


def typed_operators(Point a, Point b):
    """
    >>> typed_operators(Point(1, 2, 'n'), Point(3, 4))
    (4.0, 6.0, 'n')
    >>> typed_operators(Far(1, 2), Point(3, 4))
    'far'
    >>> typed_operators(None, Point())
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for +: 'NoneType' and 'extension_objects.Point'
    """
    result = a + b
    return result.tuple() if isinstance(result, Point) else result


def typed_factor(Point a, double factor):
    """
    >>> typed_factor(Point(1, 2), 2)
    (2.0, 4.0, None)
    >>> typed_factor(PyPoint(1, 2), 2)
    'python'
    """
    result = a * factor
    return result.tuple() if isinstance(result, Point) else result


def typed_property(Point a):
    """
    >>> typed_property(Point(1, 2))
    (2.0, (2.0, 2.0, None))
    >>> typed_property(PyPoint(1, 2))
    Traceback (most recent call last):
        ...
    TypeError: can only concatenate str (not "int") to str
    """
    a.first = a.first + 1
    return a.first, a.tuple()


def virtual(Point a):
    """
    >>> virtual(Point(1, 2)), virtual(Far(1, 2)), virtual(PyPoint(1, 2))
    (3.0, 1000.0, 5.0)
    """
    return a.size()


def made(int n):
    """
    >>> made(3)
    [(0.0, 1.5, None), (1.0, 1.5, None), (2.0, 1.5, None)]
    """
    return [Point(i, 1.5, None).tuple() for i in range(n)]


@cython.total_ordering
cdef class Level:
    """
    >>> a, b = Level(1), Level(2)
    >>> a < b, a <= b, a > b, a >= b, a == b, a != b
    (True, True, False, False, False, True)
    >>> a < a, a <= a, a > a, a >= a
    (False, True, False, True)
    >>> a > 1
    Traceback (most recent call last):
        ...
    TypeError: '>' not supported between instances of 'extension_objects.Level' and 'int'
    """
    cdef int number

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == (<Level> other).number

    def __ge__(self, other):
        if not isinstance(other, Level):
            return NotImplemented
        return self.number >= (<Level> other).number


cdef class Table:
    """
    >>> table = Table()
    >>> table.fill(3)
    >>> pickle.loads(pickle.dumps(table)).look()
    [3, 4, 5]
    >>> table.fill()
    Traceback (most recent call last):
        ...
    TypeError: fill() takes exactly 1 positional argument (0 given)
    >>> Table.fill()
    Traceback (most recent call last):
        ...
    TypeError: fill() needs an argument
    """
    cdef int[3] numbers

    def fill(self, first):
        for i in range(3):
            self.numbers[i] = first + i

    def look(self):
        return [self.numbers[i] for i in range(3)]


ctypedef object (*method_of_any)(object)


cdef class Sender:
    cdef int number

    cdef object message(self):
        return self.number

    cdef object plus(self, int more):
        return self.number + more

    @cython.final
    cdef object fixed(self):
        return -self.number


cdef class LoudSender(Sender):
    cdef object message(self):
        return "loud"


cdef object send(method_of_any method, object sender):
    return method(sender)


def methods_as_pointers():
    """
    A C method as a value is the function that a call would run.

    >>> methods_as_pointers()
    (4, 'loud', 11, -4)
    """
    cdef Sender quiet = Sender()
    quiet.number = 4
    cdef Sender loud = LoudSender()
    cdef object (*plus)(Sender, int)
    plus = loud.plus
    loud.number = 8
    return (send(<method_of_any>quiet.message, quiet), send(<method_of_any>loud.message, loud), plus(loud, 3),
            send(<method_of_any>quiet.fixed, quiet))


cdef class Documented:
    """What the class says."""
    cdef public object __doc__

    @property
    def __module__(self):
        return 5


def documented_instances():
    """
    Attributes `__doc__` and `__module__` are those of the instances; the class has its own.

    >>> one = Documented()
    >>> setattr(one, "__doc__", "this one")
    >>> one.__doc__, Documented.__doc__
    ('this one', 'What the class says.')
    >>> one.__module__, Documented.__module__ == __name__, type(Documented.__dict__["__doc__"]).__mro__[1]
    (5, True, <class 'str'>)
    >>> import pickle
    >>> pickle.loads(pickle.dumps(Documented)) is Documented
    True
    >>> setattr(one, "__module__", 6)
    Traceback (most recent call last):
    AttributeError: attribute '__module__' of 'extension_objects.Documented' objects is not writable
    """
