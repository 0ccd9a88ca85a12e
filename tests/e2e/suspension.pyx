"""Generators with C variables, in C functions and in extension types."""
from libc.stdlib cimport malloc, free
LOG = []
def out(*values): LOG.append(values if len(values) > 1 else values[0])

cdef struct P:
    int x
    double y
def typed(int n, double d, str s="q", list l=None):
    cdef int i
    cdef P p
    cdef int[4] arr
    cdef int *ptr = &arr[0]
    cdef double acc = 0
    p.x = 1; p.y = d
    for i in range(4): arr[i] = i * n
    for i in range(n):
        acc += d
        p.x += i
        ptr[i % 4] += 1
        got = yield (i, acc, p.x, p.y, ptr[i % 4], s)
        if got is not None:
            p.y = got
    return arr[0], arr[1]
out(list(typed(3, 1.5)))
g = typed(2, 1); next(g); out(g.send(7.25))
try:
    typed("x", 1)
except TypeError as e:
    out("at call:", str(e))
try:
    typed(1, 2, l=3)
except TypeError as e:
    out("at call:", str(e))
cdef int csum(gen):
    cdef int t = 0
    for x in gen: t += x
    return t
cdef object inner(int k):
    cdef int base = k * 10
    def g(int n):
        cdef int j
        for j in range(n):
            yield base + j
    return g
out(list(inner(2)(3)), csum(inner(1)(3)))
cdef object genexp(int k):
    cdef double scale = 0.5
    return (x * scale + k for x in range(3))
out(list(genexp(2)))
cpdef cp(n):
    return [y for y in (x * n for x in range(3))]
out(cp(4))
def with_nogil(int n):
    cdef int i, t = 0
    for i in range(n):
        with nogil:
            t += i
        yield t
out(list(with_nogil(4)))
cdef class Ext:
    cdef int n
    cdef public object items
    def __init__(self, n): self.n = n; self.items = []
    def __iter__(self):
        cdef int i
        for i in range(self.n):
            self.items.append(i)
            yield i * self.n
    def gen(self, k=1):
        yield from (self.n + k + x for x in range(2))
    async def co(self, x):
        return self.n + x
    def __enter__(self): return self
    def __exit__(self, *a): return False
e = Ext(3)
out(list(e), e.items, list(e.gen()), list(e.gen(k=5)))
c = e.co(4)
try: c.send(None)
except StopIteration as s: out(s.value)
def mem(int n):
    cdef int *p = <int *>malloc(n * sizeof(int))
    cdef int i
    try:
        for i in range(n): p[i] = i * i
        for i in range(n): yield p[i]
    finally:
        free(p)
        out("freed")
out(list(mem(4)))
m = mem(3); next(m); del m
def unsig():
    cdef unsigned char uc = 250
    cdef long long ll = 1LL << 40
    cdef bint b = True
    cdef Py_ssize_t ss = -1
    cdef float f = 0.1
    for _ in range(3):
        uc += 3
        yield uc, ll, b, ss, f
        ll *= 2
out(list(unsig()))
def star(*args, int k=3, **kw):
    yield args
    yield k
    yield kw
out(list(star(1, 2, k=4, z=5)))
def aug():
    cdef int x = 1
    x += yield x
    x = (yield x) + (yield x * 2)
    return x
a = aug(); next(a); out(a.send(5), a.send(3))
try: a.send(4)
except StopIteration as s: out(s.value)
def swap():
    cdef int a = 1, b = 2
    while a < 50:
        a, b = b, a + b
        yield a
out(list(swap()))
def chars(str s):
    for ch in s:
        yield ch
def byts(bytes s):
    cdef unsigned char c
    for c in s:
        yield c
out(list(chars("héy")), list(byts(b"ab\xff")))
def nested_fn():
    x = 1
    def h():
        nonlocal x
        while x < 4:
            x += 1
            yield x
    yield from h()
    yield x
out(list(nested_fn()))

EXPECTED = [
    [(0, 1.5, 1, 1.5, 1, 'q'), (1, 3.0, 2, 1.5, 4, 'q'), (2, 4.5, 4, 1.5, 7, 'q')],
    (1, 2.0, 2, 7.25, 3, 'q'),
    ('at call:', 'an integer is required'),
    ('at call:', "Argument 'l' has incorrect type (expected list, got int)"),
    ([20, 21, 22], 33),
    [2.0, 2.5, 3.0],
    [0, 4, 8],
    [0, 1, 3, 6],
    ([0, 3, 6], [0, 1, 2], [4, 5], [8, 9]),
    7,
    'freed',
    [0, 1, 4, 9],
    'freed',
    [(253, 1099511627776, True, -1, 0.10000000149011612), (0, 2199023255552, True, -1, 0.10000000149011612), (3, 4398046511104, True, -1, 0.10000000149011612)],
    [(1, 2), 4, {'z': 5}],
    (6, 12),
    7,
    [2, 3, 5, 8, 13, 21, 34, 55],
    (['h', 'é', 'y'], [97, 98, 255]),
    [2, 3, 4, 4],
]

def test_log():
    assert LOG == EXPECTED, [pair for pair in zip(LOG, EXPECTED) if pair[0] != pair[1]]
