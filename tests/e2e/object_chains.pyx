# cython: language_level=3
"""Objects that hold each other: how chains of them die, and who holds what while they are walked and changed."""
import gc
import sys
import weakref
from cpython.ref cimport PyObject

log = []

# Debug builds and newer interpreters have to be told of every object that dies: there only the C compiler's optimisation helps.
depth = 500000 if sys.version_info < (3, 13) and not hasattr(sys, "gettotalrefcount") else 2000


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

    >>> deep(depth) == depth
    True
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
    >>> deep_of_subclasses(depth)
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


cdef object reversed_chain(Link head):
    cdef Link previous = None
    cdef Link node = head
    cdef Link following
    while node is not None:
        following = node.next
        node.next = previous
        previous = node
        node = following
    return previous


cdef int length(Link head):
    cdef Link node = head
    cdef int count = 0
    while node is not None:
        count += 1
        node = node.next
    return count


def counts(int count):
    """
    Whatever is done to the links of a chain, each is held by the one before it, and nothing is left in the end.

    >>> counts(5)
    ([4, 3, 2, 1, 0], [0, 1, 2, 3, 4], True, 5)
    """
    head = chain(count)
    values = []
    node = head
    while node is not None:
        values.append(node.value)
        node = node.next
    before = [sys.getrefcount(None), sys.getrefcount(head)]
    for _ in range(100):
        head = reversed_chain(head)
        head = reversed_chain(head)
        length(head)
    same = abs(sys.getrefcount(None) - before[0]) < 50 and sys.getrefcount(head) == before[1]
    head = reversed_chain(head)
    backwards = []
    node = head
    while node is not None:
        backwards.append(node.value)
        node = node.next
    return values, backwards, same, length(head)


class Cutting:
    """Cuts the chain behind a link when it dies."""
    def __init__(self, link):
        self.link = link

    def __del__(self):
        log.append("cut")
        self.link.next = None


def cut_while_walking():
    """
    A link that is walked from stays alive while what it holds is released.

    >>> cut_while_walking()
    (1, ['cut', 'b', 'c'])
    """
    cdef Link head = Link(Noted("a"), Link(Noted("b"), Link(Noted("c"))))
    cdef Link node
    head.value = Cutting(head)
    taken()
    return visit(head), taken()


cdef int visit(Link head):
    cdef Link node = head
    cdef int count = 0
    while node is not None:
        node.value = None
        count += 1
        node = node.next
    return count


def emptied_while_held(Link head):
    """
    A variable holds what it was given until the function ends.

    >>> held = Link(None, Link(Noted("held")))
    >>> emptied_while_held(held)
    ([], 'held')
    >>> taken()
    ['held']
    """
    cdef Link node = head.next
    head.next = None
    return taken(), (<Noted>node.value).name


def read_counts(Link head):
    """
    >>> read_counts(Link(None, Link()))
    (2, 3, 3)
    """
    cdef Link node = head.next
    cdef Link again
    cdef Py_ssize_t first = (<PyObject *>head.next).ob_refcnt
    again = node
    cdef Py_ssize_t second = (<PyObject *>node).ob_refcnt
    return first, second, (<PyObject *>again).ob_refcnt


def queue(int count):
    """
    >>> queue(4)
    [0, 1, 2, 3]
    """
    cdef Link first = None, last = None, made
    cdef int i
    for i in range(count):
        made = Link(i)
        if last is None:
            first = last = made
        else:
            last.next = made
            last = made
    found = []
    while first is not None:
        found.append(first.value)
        first = first.next
    return found
