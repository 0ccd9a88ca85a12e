# cython: language_level=3
"""What classes promise to the interpreter: slots that are there or not, C methods in protocols, arguments that are not None."""
cimport cython
from cpython.object cimport PyTypeObject, Py_TYPE
from cpython.sequence cimport PySequence_SetItem, PySequence_DelItem


cdef extern from *:
    """
    static int maps(PyObject *o) { return Py_TYPE(o)->tp_as_mapping && Py_TYPE(o)->tp_as_mapping->mp_subscript; }
    static int maps_to(PyObject *o) { return Py_TYPE(o)->tp_as_mapping && Py_TYPE(o)->tp_as_mapping->mp_ass_subscript; }
    static int clears(PyObject *o) { return Py_TYPE(o)->tp_clear != NULL; }
    static int traverses(PyObject *o) { return Py_TYPE(o)->tp_traverse != NULL; }
    """
    bint maps(object)
    bint maps_to(object)
    bint clears(object)
    bint traverses(object)


def slots(o):
    return maps(o), maps_to(o)


def collects(o):
    return traverses(o), clears(o)


cdef class Row:
    """
    >>> row = Row()
    >>> row[1] = 5
    >>> row.seen
    [(1, 5)]
    >>> by_number(row, 3, 6)
    >>> by_number(row, -1, None)
    >>> row.seen
    [(1, 5), (3, 6), -1]
    >>> slots(row)
    (False, True)
    """
    cdef readonly list seen

    def __cinit__(self):
        self.seen = []

    def __setitem__(self, key, value):
        self.seen.append((key, value))

    def __delitem__(self, Py_ssize_t key):
        self.seen.append(key)


def by_number(o, Py_ssize_t i, value):
    if value is None:
        PySequence_DelItem(o, i)
    else:
        PySequence_SetItem(o, i, value)


@cython.collection_type("sequence")
cdef class Only(object):
    """
    >>> only = Only()
    >>> slots(only), only[2], only[True]
    ((False, False), 2, 1)
    >>> only[4] = 1
    >>> del only[4]
    Traceback (most recent call last):
        ...
    NotImplementedError: Subscript deletion not supported by class_protocols.Only
    >>> only["x"]
    Traceback (most recent call last):
        ...
    TypeError: sequence index must be integer, not 'str'
    >>> more = More()
    >>> slots(more), more[2], more.__getitem__(3)
    ((False, True), 2, 3)
    >>> more[1] = 2
    >>> del more[1]
    deleted 1
    """
    def __getitem__(self, Py_ssize_t i):
        return i

    def __setitem__(self, Py_ssize_t i, value):
        pass


@cython.collection_type("sequence")
cdef class More(Only):
    def __delitem__(self, i):
        print("deleted", i)


def same_maker(type a, type b):
    """
    >>> same_maker(Plain, Empty), same_maker(Plain, Counted), Empty().number, Counted().number
    (True, False, 3, 4)
    >>> class Late(Empty): pass
    >>> Late().number
    3
    """
    return (<PyTypeObject*> a).tp_new is (<PyTypeObject*> b).tp_new


cdef class Plain:
    cdef readonly int number

    def __cinit__(self):
        self.number = 3


cdef class Empty(Plain):
    def method(self):
        return 1


cdef class Counted(Plain):
    def __cinit__(self):
        self.number += 1


@cython.no_gc_clear
cdef class Keeper:
    """
    >>> keeper = Keeper()
    >>> collects(keeper), collects(Looser())
    ((True, False), (True, True))
    """
    cdef object held


cdef class Looser(Keeper):
    cdef object more


cdef class Session:
    """
    >>> use_session(False)
    ['enter 2', 'body 2.5', 'exit None']
    >>> use_session(True)
    ['enter 2', 'body 2.5', 'exit ZeroDivisionError', 'swallowed']
    >>> with Session(): pass
    Traceback (most recent call last):
        ...
    TypeError: 'class_protocols.Session' object does not support the context manager protocol
    """
    cdef list log
    cdef int level

    cdef double __enter__(self) except -1:
        self.log.append("enter %d" % self.level)
        return self.level + 0.5

    def __exit__(self, kind, value, traceback):
        self.log.append("exit %s" % (kind and kind.__name__))
        return kind is not None


cdef class Silent(Session):
    cdef void enter_count(self):
        pass


def use_session(fail):
    cdef Session session = Silent()
    session.log = []
    session.level = 2
    with session as value:
        session.log.append("body %s" % value)
        if fail:
            1 // 0
        return session.log
    session.log.append("swallowed")
    return session.log


cpdef wanted(a: Plain, b: Plain | None = None):
    """
    >>> wanted(Plain()), wanted(Plain(), None), wanted(Plain(), Plain())
    (3, 3, 6)
    >>> wanted(None)
    Traceback (most recent call last):
        ...
    TypeError: Argument 'a' has incorrect type (expected class_protocols.Plain, got NoneType)
    >>> pass_on(Plain()), pass_typed(Plain())
    (3, 3)
    >>> pass_on(None)
    Traceback (most recent call last):
        ...
    TypeError: cannot pass None into a C function argument that is declared 'not None'
    >>> pass_typed(None)
    Traceback (most recent call last):
        ...
    TypeError: cannot pass None into a C function argument that is declared 'not None'
    """
    return a.number if b is None else a.number + b.number


def pass_on(x):
    return wanted(x)


def pass_typed(Plain x):
    return wanted(x, None)


cdef class int:
    """
    >>> issubclass(Own, int), isinstance(Own(), int), int.__module__
    (True, True, 'class_protocols')
    """


cdef class Own(int):
    pass


cdef __hidden():
    return "module"


cdef class Private:
    """
    >>> Private().own(), Private().of_module(), Private().keyword(), Private().keyword(_Private__x=3)
    ('local', 'module', 2, 3)
    """
    def own(self):
        _Private__hidden = lambda: "local"
        return __hidden()

    def of_module(self):
        return __hidden()

    def keyword(self, *, __x=2):
        return __x


ctypedef int (*of_number)(int)
ctypedef int (*of_object)(Methods, int)


cdef class Methods:
    """
    >>> Methods().pointers(5)
    (6, 8, 10)
    >>> Deeper().pointers(5)
    (6, 8, 105)
    >>> Methods.pointers()
    Traceback (most recent call last):
        ...
    TypeError: pointers() needs an argument
    >>> Methods.any_number()
    Traceback (most recent call last):
        ...
    TypeError: unbound method Methods.any_number() needs an argument
    >>> Methods().label = 3
    Traceback (most recent call last):
        ...
    AttributeError: attribute 'label' of 'class_protocols.Methods' objects is not writable
    """
    cdef of_number step
    cdef readonly object label

    def __cinit__(self):
        self.step = Methods.next

    @staticmethod
    cdef int next(int x):
        return x + 1

    cdef int add(self, int x):
        return x + 3

    def any_number(self, *args):
        return len(args)

    def pointers(self, int x):
        cdef of_object named = self.named()
        return self.step(x), Methods.add(self, x), named(self, x)

    cdef of_object named(self):
        return Methods.twice

    cdef int twice(self, int x):
        return 2 * x


cdef class Deeper(Methods):
    cdef of_object named(self):
        return Deeper.more

    @staticmethod
    cdef int more(Methods self, int x):
        return x + 100
