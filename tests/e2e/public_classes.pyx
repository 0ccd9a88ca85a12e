# cython: language_level=3
"""Extension types whose type object is a variable that C code can name."""
import gc
import sys

cdef extern from *:
    """
    extern PyTypeObject MiddleType, ListType;
    #define is_middle(o) Py_IS_TYPE(o, &MiddleType)
    #define is_list(o) PyObject_TypeCheck(o, &ListType)
    """
    bint is_middle(object)
    bint is_list(object)


class Mixin:
    __slots__ = ()

    def mixed(self):
        return "mixed"


cdef class Root:
    cdef public object held

    def __neg__(self):
        return "-root"


cdef public class Middle(Root) [object MiddleObject, type MiddleType]:
    """
    >>> m = Middle()
    >>> -m, ~m, m.held, is_it(m), is_it(Leaf()), Middle.__doc__ is not None
    ('-root', '~middle', None, (True, False), (False, False), True)
    >>> Middle.new = 1
    Traceback (most recent call last):
        ...
    TypeError: cannot set 'new' attribute of immutable type 'public_classes.Middle'
    """
    cdef int number

    cdef int twice(self):
        return 2 * self.number

    def __invert__(self):
        return "~middle"

    def use(self, int number):
        self.number = number
        return self.twice()


cdef class Leaf(Middle):
    """
    >>> Leaf().use(4), -Leaf()
    (9, '-root')
    """
    cdef int twice(self):
        return Middle.twice(self) + 1


cdef public class Mixed(Middle, Mixin) [object MixedObject, type MixedType]:
    """
    >>> Mixed().mixed(), Mixed().use(3), [kind.__name__ for kind in Mixed.__mro__]
    ('mixed', 6, ['Mixed', 'Middle', 'Root', 'Mixin', 'object'])
    """


cdef public class Items(list) [object ListObject, type ListType]:
    """
    >>> items = Items([3, 1])
    >>> items.sort(); items, is_it(items), len(items)
    ([1, 3], (False, True), 2)
    """
    cdef int more


def is_it(o):
    return is_middle(o), is_list(o)


def lives(int count):
    """
    References to the types are kept in order, whatever the classes above and below are.

    >>> lives(300)
    True
    """
    class Late(Leaf):
        pass

    class Later(Mixed):
        pass

    kinds = [Root, Middle, Leaf, Mixed, Late, Later]
    before = [sys.getrefcount(kind) for kind in kinds]
    for _ in range(count):
        made = [kind() for kind in kinds]
        for one in made:
            one.held = made
    del made, one
    gc.collect()
    after = [sys.getrefcount(kind) for kind in kinds]
    return all(abs(a - b) < 10 for a, b in zip(before, after)) or (before, after)
