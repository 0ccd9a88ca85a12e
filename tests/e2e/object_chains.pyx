# cython: language_level=3
"""Objects that hold each other: how chains of them die, and who holds what while they are walked and changed."""
import gc
import weakref

log = []


cdef class Noted:
    """Tells when it dies."""
    cdef readonly str name

    def __init__(self, name):
        self.name = name

    def __dealloc__(self):
        log.append(self.name)


cdef class Link:
    cdef public object value
    cdef public Link next

    def __init__(self, value=None, Link next=None):
        self.value = value
        self.next = next


cdef class Pair(Link):
    cdef public object extra
    cdef object __weakref__


cdef class Watched(Pair):
    cdef public object more

    def __dealloc__(self):
        log.append(f"pair of {self.more is None}, {self.extra is None}")


def taken():
    """What was noted since the last call."""
    found = list(log)
    log.clear()
    return found


def chain(int count):
    cdef Link head = None
    cdef int i
    for i in range(count):
        head = Link(i, head)
    return head


def deep(int count):
    """
    A chain dies without recursion, whatever its links are.

    >>> deep(500000)
    500000
    """
    cdef Link node = chain(count)
    cdef int found = 0
    while node is not None:
        found += 1
        node = node.next
    keep = chain(count)
    del keep
    return found


def deep_of_subclasses(int count):
    """
    >>> deep_of_subclasses(200000)
    """
    cdef Pair pair
    head = None
    for i in range(count):
        pair = Pair(None, head)
        head = pair


def order():
    """
    Fields die in their order, those of the derived class first.

    >>> order()
    ['extra', 'value', 'last']
    """
    taken()
    pair = Pair(Noted("value"), Link(Noted("last")))
    pair.extra = Noted("extra")
    del pair
    return taken()


def order_with_dealloc():
    """
    A `__dealloc__` of a class runs when the fields of the classes derived from it are gone.

    >>> order_with_dealloc()
    ['more', 'pair of True, False', 'extra', 'value']
    """
    taken()
    item = Derived(Noted("value"))
    item.extra = Noted("extra")
    item.further = Noted("more")
    del item
    return taken()


cdef class Derived(Watched):
    cdef public object further


class Python(Pair):
    def __del__(self):
        log.append("finalised")


def python_subclass():
    """
    >>> python_subclass()
    ['finalised', 'extra', 'value']
    """
    taken()
    item = Python(Noted("value"))
    item.extra = Noted("extra")
    del item
    return taken()


def cycles():
    """
    >>> cycles()
    (True, ['noted'])
    """
    taken()
    first = Pair(Noted("noted"))
    first.next = Pair(None, first)
    seen = weakref.ref(first)
    del first
    gc.collect()
    return seen() is None, taken()
