# cython: language_level=3
"""Special methods of extension types."""
log = []

cdef class Num:
    cdef public double v
    def __init__(self, v): self.v = v
    def __add__(self, other): return ('add', self.v, other if not isinstance(other, Num) else (<Num>other).v)
    def __radd__(self, other): return ('radd', self.v, other)
    def __iadd__(self, other):
        self.v += other
        return self
    def __sub__(self, Num other): return self.v - other.v
    def __rmul__(self, other): return ('rmul', self.v, other)
    def __neg__(self): return -self.v
    def __pos__(self): return +self.v
    def __abs__(self): return abs(self.v)
    def __invert__(self): return 'inv'
    def __int__(self): return int(self.v)
    def __float__(self): return self.v
    def __index__(self): return int(self.v)
    def __bool__(self): return self.v != 0
    def __pow__(self, e, m): return ('pow', self.v, e, m)
    def __rpow__(self, e, m): return ('rpow', self.v, e, m)
    def __ipow__(self, e): return ('ipow', e)
    def __divmod__(self, o): return ('divmod', o)
    def __rdivmod__(self, o): return ('rdivmod', o)
    def __matmul__(self, o): return ('matmul', o)
    def __imatmul__(self, o): return ('imatmul', o)
    def __lshift__(self, int n): return ('lshift', n)
    def __or__(self, o): return NotImplemented
    def __hash__(self): return -1
    def __repr__(self): return 'Num(%s)' % self.v
    def __str__(self): return 'num'
    def __call__(self, *args, k=1, **kw): return (args, k, kw)

cdef class Pow2:
    def __pow__(self, e): return e

cdef class Sub(Num):
    def __radd__(self, other): return ('subradd', other)
    def __truediv__(self, o): return 'td'

cdef class Box:
    cdef list items
    def __cinit__(self): self.items = []
    def __init__(self, *args):
        self.items.extend(args)
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return ('get', i)
    def __setitem__(self, i, v): log.append(('set', i, v))
    def __contains__(self, x): return 7
    def __iter__(self): return iter(self.items)
    def __reversed__(self): return 'rev'

cdef class DelOnly:
    def __delitem__(self, i): log.append(('del', i))

cdef class Typed:
    def __getitem__(self, Py_ssize_t i): return i * 2
    def __setitem__(self, Py_ssize_t i, int v): log.append((i, v))

cdef class It:
    cdef int n
    def __iter__(self): return self
    def __next__(self):
        if self.n >= 3: raise StopIteration
        self.n += 1
        return self.n

cdef class Attr:
    cdef public int a
    def __getattr__(self, name):
        if name == 'bad': raise AttributeError(name)
        return ('getattr', name)
    def __setattr__(self, name, value): log.append((name, value))

cdef class Attr2(Attr):
    def __getattribute__(self, name):
        if name == 'q': raise AttributeError
        return ('always', name)
    def __delattr__(self, name): log.append(('delattr', name))

cdef class Desc:
    def __get__(self, inst, owner): return (inst is None, owner is None)
    def __set__(self, inst, v): log.append(('dset', v))

cdef class Cmp:
    cdef int v
    def __init__(self, v): self.v = v
    def __lt__(self, Cmp o): return self.v < o.v
    def __eq__(self, o): return isinstance(o, Cmp) and self.v == (<Cmp>o).v

cdef class Rich:
    def __richcmp__(self, o, int op): return op

cdef class RichSub(Rich):
    def __eq__(self, o): return 'eq'

cdef class Documented:
    """
    >>> Documented.__len__.__doc__, Documented.__add__.__doc__, Documented.__init__.__doc__
    ('How long.', 'What a sum is.', 'Begins.')
    """
    def __init__(self):
        """Begins."""
    def __len__(self):
        """How long."""
        return 1
    def __add__(self, other):
        """What a sum is."""
        return 2

cdef class Items(list):
    """
    >>> Items() == 1, Items() != []
    ('same', False)
    """
    def __eq__(self, other): return 'same'

cdef class Life:
    cdef object name
    def __cinit__(self, name, *args): self.name = name; log.append(('cinit', name))
    def __init__(self, name, x=5): log.append(('init', name, x))
    def __dealloc__(self): log.append(('dealloc', self.name))
    def __del__(self): log.append(('del', self.name))

cdef class LifeSub(Life):
    def __cinit__(self): log.append('subcinit')
    def __dealloc__(self): log.append('subdealloc')

cdef class Buf:
    cdef char data[4]
    cdef Py_ssize_t shape[1]
    cdef Py_ssize_t strides[1]
    def __getbuffer__(self, Py_buffer *b, int flags):
        self.shape[0] = 4
        self.strides[0] = 1
        b.buf = self.data
        b.obj = self
        b.len = 4
        b.itemsize = 1
        b.readonly = 0
        b.ndim = 1
        b.format = 'b'
        b.shape = self.shape
        b.strides = self.strides
        b.suboffsets = NULL
        b.internal = NULL
    def __releasebuffer__(self, Py_buffer *b): log[:] = ['released']

cdef class Gen:
    def __class_getitem__(cls, item): return (cls.__name__, item)

class PyBox(Box):
    desc = Desc()


number = Num(3.5)
sub = Sub(2)
box = Box(1, 2, 3)
deleter = DelOnly()
typed = Typed()


def operators():
    """Operators with their operands in both orders, containers, calls.

    >>> number+1
    ('add', 3.5, 1)
    >>> 1+number
    ('radd', 3.5, 1)
    >>> number+number
    ('add', 3.5, 3.5)
    >>> number+sub
    ('subradd', Num(3.5))
    >>> sub+number
    ('add', 2.0, 3.5)
    >>> 1+sub
    ('subradd', 1)
    >>> number-1
    Traceback (most recent call last):
        ...
    TypeError: Argument 'other' has incorrect type (expected special_methods.Num, got int)
    >>> number-number
    0.0
    >>> 2*number
    ('rmul', 3.5, 2)
    >>> number*2
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'special_methods.Num' and 'int'
    >>> [10,20,30,40][number]
    40
    >>> number**2
    ('pow', 3.5, 2, None)
    >>> 2**number
    ('rpow', 3.5, 2, None)
    >>> pow(number,2,3)
    ('pow', 3.5, 2, 3)
    >>> divmod(number,2)
    ('divmod', 2)
    >>> divmod(2,number)
    ('rdivmod', 2)
    >>> number@number
    ('matmul', Num(3.5))
    >>> number<<3
    ('lshift', 3)
    >>> number<<'a'
    Traceback (most recent call last):
        ...
    TypeError: an integer is required
    >>> number|1
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for |: 'special_methods.Num' and 'int'
    >>> repr(number)+str(number)
    'Num(3.5)num'
    >>> number(1,2,k=5,z=3)
    ((1, 2), 5, {'z': 3})
    >>> number()
    ((), 1, {})
    >>> sub/1
    'td'
    >>> 1/sub
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for /: 'int' and 'special_methods.Sub'
    >>> Pow2()**4
    4
    >>> pow(Pow2(),4,5)
    Traceback (most recent call last):
        ...
    TypeError: special_methods.Pow2.__pow__() takes 3 arguments but 2 were given
    >>> Num()
    Traceback (most recent call last):
        ...
    TypeError: __init__() takes exactly 1 positional argument (0 given)
    >>> Num(1,2)
    Traceback (most recent call last):
        ...
    TypeError: __init__() takes exactly 1 positional argument (2 given)
    >>> Num(v=2)
    Num(2.0)
    >>> Num(z=2)
    Traceback (most recent call last):
        ...
    TypeError: __init__() got an unexpected keyword argument 'z'
    >>> (len(box), box[-1], list(box), 5 in box, list(reversed(box)) if 0 else box.__reversed__())
    (3, ('get', -1), [1, 2, 3], True, 'rev')
    >>> deleter[0]
    Traceback (most recent call last):
        ...
    TypeError: 'special_methods.DelOnly' object is not subscriptable
    >>> typed[4]
    8
    >>> typed['a']
    Traceback (most recent call last):
        ...
    TypeError: 'str' object cannot be interpreted as an integer
    >>> typed[-3]
    -6
    >>> list(zip(range(3), typed)) 
    [(0, 0), (1, 2), (2, 4)]
    >>> PyBox.desc
    (True, False)
    >>> Gen[3]
    ('Gen', 3)
    """


def comparisons():
    """Comparisons that the text has, and those that follow from them.

    >>> Cmp(1) < Cmp(2), Cmp(1) > Cmp(2), Cmp(1) == Cmp(1), Cmp(1) != Cmp(1)
    (True, False, True, False)
    >>> Cmp(1) <= Cmp(2)
    Traceback (most recent call last):
        ...
    TypeError: '<=' not supported between instances of 'special_methods.Cmp' and 'special_methods.Cmp'
    >>> hash(Cmp(1))
    Traceback (most recent call last):
        ...
    TypeError: unhashable type: 'special_methods.Cmp'
    >>> [Rich() < 1, Rich() <= 1, Rich() == 1, Rich() != 1, Rich() > 1, Rich() >= 1]
    [0, 1, 2, 3, 4, 5]
    >>> RichSub() < 1
    Traceback (most recent call last):
        ...
    TypeError: '<' not supported between instances of 'special_methods.RichSub' and 'int'
    >>> RichSub() == 1, RichSub() != 1
    ('eq', False)
    >>> hash(number)
    -2
    """


def attributes():
    """`__getattr__` and the like, also those of a base.

    >>> Attr().foo
    ('getattr', 'foo')
    >>> Attr().bad
    Traceback (most recent call last):
        ...
    AttributeError: bad
    >>> Attr().a
    0
    >>> Attr2().foo
    ('always', 'foo')
    >>> Attr2().q
    ('getattr', 'q')
    >>> PyBox().desc
    (False, False)
    >>> PyBox.desc
    (True, False)
    """


def iteration():
    """The end of `__next__`.

    >>> list(It())
    [1, 2, 3]
    >>> It().__next__()
    1
    >>> Gen[3]
    ('Gen', 3)
    >>> list(memoryview(Buf()))
    [0, 0, 0, 0]
    >>> memoryview(Buf()).format
    'b'
    >>> log
    ['released']
    """


def lives(make, *args):
    """Construction and destruction, in order.

    >>> lives(Life, 'a', 7)
    [('cinit', 'a'), ('init', 'a', 7), ('del', 'a'), ('dealloc', 'a')]
    >>> lives(LifeSub, 'b')
    [('cinit', 'b'), 'subcinit', ('init', 'b', 5), ('del', 'b'), 'subdealloc', ('dealloc', 'b')]
    >>> Life()
    Traceback (most recent call last):
        ...
    TypeError: __cinit__() takes at least 1 positional argument (0 given)
    """
    log.clear()
    instance = make(*args)
    del instance
    return list(log)
