# cython: language_level=3
"""Extension types that are data classes."""
cimport cython
import dataclasses
from dataclasses import field


@cython.dataclasses.dataclass(order=True)
cdef class Item:
    """
    >>> Item(1, 2.5)
    Item(x=1, y=2.5, z=[])
    >>> Item('a', 2.5)
    Traceback (most recent call last):
        ...
    TypeError: Expected int, got str
    >>> Item(1) == Item(1, 2.0), Item(1) < Item(2), Item(1, z=[3]).z
    (True, True, [3])
    >>> [one.name for one in dataclasses.fields(Item)]
    ['x', 'y', 'z']
    >>> Item.__match_args__
    ('x', 'y', 'z')
    >>> hash(Item(1))
    Traceback (most recent call last):
        ...
    TypeError: unhashable type: 'data_classes.Item'
    """
    x: int
    y: float = 2.0
    z: list = field(default_factory=list, compare=False)

    def total(self):
        return self.x + self.y


@dataclasses.dataclass(frozen=True)
cdef class Point:
    """
    >>> point = Point(1, 2)
    >>> point, hash(point) == hash(Point(1, 2)), point.sum()
    (Point(x=1, y=2, label='p'), True, 3)
    >>> point.x = 5
    Traceback (most recent call last):
        ...
    dataclasses.FrozenInstanceError: cannot assign to field 'x'
    >>> dataclasses.replace(point, y=7)
    Point(x=1, y=7, label='p')
    """
    x: int
    y: int
    label: str = 'p'

    def sum(self):
        return self.x + self.y


cdef class Far(Point):
    """
    >>> Far(1, 2)
    Far(x=1, y=2, label='p')
    """


def made(int n):
    """
    >>> made(3)
    Item(x=3, y=2.0, z=[])
    """
    cdef Item item = Item(n)
    return item


@dataclasses.dataclass
cdef class Counted:
    """
    >>> Counted(1)
    Counted(first=1, second=10)
    >>> [one.default for one in dataclasses.fields(Counted)][1]
    10
    """
    first: int
    second: int = field(init=False, default=10)


@dataclasses.dataclass(order=True)
cdef class Private:
    """
    Private attributes are arguments and parts of the text and of comparisons, but no fields for the library.

    >>> Private(1, 2.5, "s")
    Private(x=1, y=2.5, z='s')
    >>> [one.name for one in dataclasses.fields(Private)]
    ['y']
    >>> Private.__match_args__
    ('x', 'y', 'z')
    >>> Private(1, 2, "s") == Private(1, 2, "s"), Private(1, 2, "s") == Private(2, 2, "s")
    (True, False)
    >>> Private(1, 2, "s") < Private(1, 2, "t")
    True
    >>> Private(1, 2, "s").total()
    3.0
    """
    cdef int x
    y: float
    cdef:
        str z

    def total(self):
        return self.x + self.y


@dataclasses.dataclass
cdef class Nested(Private):
    """
    >>> Nested(1, 2, "s", 7)
    Nested(x=1, y=2.0, z='s', more=7)
    >>> [one.name for one in dataclasses.fields(Nested)], [one.name for one in dataclasses.fields(Private)]
    (['y', 'more'], ['y'])
    >>> dataclasses.asdict(Nested(1, 2, "s", 7))
    {'y': 2.0, 'more': 7}
    """
    more: object = None
