//! Programs that are right.

use crate::{checked, checked_level2, checked_python};

#[test]
fn c_arithmetic() {
    insta::assert_snapshot!(checked(
        "
cimport cython

def ints(int a, unsigned int b, long long c, short s, Py_ssize_t n):
    return a + 1, a + b, s * s, a / 2, a // 3, a % n, -c, a ** 2, a ** b, 2 ** a, ~s, n << 2

@cython.cdivision(True)
def as_c(int a, int b, double x):
    return a // b, a % b, a / b, x / a, x // 2

@cython.overflowcheck(True)
def checked(int a, int b):
    a += b
    return a * b - 1, -a

def floats(double x, float y):
    return x / y, x % 2, x ** 2, x ** y, x ** 0.5, 2.5 ** x
"
    ));
}

#[test]
fn constants_are_folded_as_python_has_them() {
    insta::assert_snapshot!(checked(
        "
def f():
    return 1 + 2, 7 // -2, -7 % 3, 2 ** 40, 1 << 200, 2 ** -1, 0xFFFFFFFF, 'a' * 3 + 'b', -1.5 * 2, not 0
"
    ));
}

#[test]
fn inference() {
    insta::assert_snapshot!(checked(
        "
def f(n, int m, list xs, str s):
    flag = True
    kept = 5
    counted = 0
    x = 1.5
    y = x * 2
    for i in range(m):
        counted += i
    for j in range(n):
        pass
    for k in range(10):
        kept = k
    for c in s:
        last = c
    maybe = None
    maybe = []
    mixed = 1
    mixed = 'a'
    if n:
        late = 2
        del late
    return flag, kept, counted, x, y, last, maybe, mixed
"
    ));
}

#[test]
fn plain_python_has_no_c_types() {
    insta::assert_snapshot!(checked_python(
        "
def f(n):
    total = 0
    for i in range(10):
        total = total + i * 2
    x = 1.5
    size = len(n) + 1
    return total, x, size
"
    ));
}

#[test]
fn calls_of_c_functions() {
    insta::assert_snapshot!(checked(
        "
cdef extern from 'stdio.h':
    int printf(const char *, ...) nogil

cdef int side(int a) noexcept:
    return a

cdef int add(int a, int b=2) except? -1:
    return a + b

cdef void nothing():
    pass

cpdef double twice(double x):
    return x * 2

ctypedef int (*binary)(int, int) except? -1

def f(o):
    cdef binary p = add
    nothing()
    printf('%d %s', 1, 'a')
    return add(1), add(b=side(1), a=side(2)), p(o, 3), twice(o), twice
"
    ));
}

#[test]
fn comparisons() {
    insta::assert_snapshot!(checked(
        "
def f(int a, unsigned int b, x, y, str s, list l, char c):
    if a < b and x == 3 or not y:
        pass
    if a in (1, 2, 3) or x in (1, 2) or c == 'a' or 'a' in s:
        pass
    return x < y, a < x < b, x is None, a is None, s == 'b', x == y == l, x not in l
"
    ));
}

#[test]
fn items_and_slices() {
    insta::assert_snapshot!(checked(
        "
cimport cython

def f(list l, tuple t, dict d, str s, bytes b, x, int i):
    l[i] = x
    del x[i], x['a']
    l[i] += 1
    return l[0], l[i], t[i], d[i], d[x], s[i], b[i], x[i], x[1:2], x[:i], l[1:], s[::2], x[1, 2:3]

@cython.boundscheck(False)
@cython.wraparound(False)
def raw(list l not None, Py_ssize_t i, unsigned int u):
    return l[i], l[u]
"
    ));
}

#[test]
fn c_memory() {
    insta::assert_snapshot!(checked(
        "
cdef struct Point:
    int x
    double y

cdef Point origin
cdef int counts[4]

def f(int n):
    cdef Point p = Point(1, 2.5)
    cdef Point *q = &p
    cdef int a[3]
    cdef int *r = a
    a[:] = [1, 2, n]
    q.x += n
    r[n] = q.x
    r += 1
    origin = p
    counts[1] = 7
    for value in a:
        n += value
    for value in r[:2]:
        n += value
    return p, a, r[0], sizeof(Point), <int>p.y, q == NULL, r - a, origin.x
"
    ));
}

#[test]
fn text_and_bytes() {
    insta::assert_snapshot!(checked(
        "
def f(str s, bytes b, x, int i, double d):
    cdef char *p = b
    cdef Py_UCS4 u = 'x'
    cdef char c = b'y'
    return f'{s} {x!r:>10} {i} {i:04d} {d:.3f} {x=}', p[:3], p[1:i].decode('utf8'), s.upper(), s.find('a'), u, c, s + 'b', s % x
"
    ));
}

#[test]
fn loops() {
    insta::assert_snapshot!(checked(
        "
def f(xs, int n, unsigned char step):
    cdef int i
    for i in range(n):
        if i == 3:
            break
    else:
        n = 0
    for i in range(n, 0, -step):
        continue
    for i in reversed(range(2, n)):
        pass
    for k, x in enumerate(xs, 1):
        print(k, x)
    for a, (b, *c) in xs:
        pass
    for i from 0 <= i < n by 2:
        pass
    while n:
        n -= 1
    return i
"
    ));
}

#[test]
fn comprehensions() {
    insta::assert_snapshot!(checked(
        "
def f(xs, int n):
    a = [x * 2 for x in xs if x]
    b = {x: y for x in range(n) for y in x}
    c = {*xs, 1}
    d = [xs for xs in xs]
    return a, b, c, d, any(x > 1 for x in xs), sum(x for x in xs), tuple(x for x in xs), list(map(str, xs))
"
    ));
}

#[test]
fn exceptions_and_managers() {
    insta::assert_snapshot!(checked(
        "
def f(x, manager):
    try:
        y = x()
    except (ValueError, TypeError) as e:
        raise KeyError(1) from e
    except OSError:
        return None
    else:
        z = 1
    finally:
        print(x)
    assert y, 'message'
    with manager as (a, b), manager():
        late = 1
    return late, a, z
"
    ));
}

#[test]
fn variables_that_may_be_unbound() {
    insta::assert_snapshot!(checked(
        "
def f(x):
    if x:
        sometimes = x()
    else:
        other = x()
    try:
        tried = x()
    except ValueError:
        pass
    while x:
        looped = x()
    always = x()
    if x:
        return always
    return sometimes, tried, looped
"
    ));
}

#[test]
fn functions() {
    insta::assert_snapshot!(checked(
        "
from m import decorated, made

@decorated
@made(1)
def f(a, /, int b=1, *args, list c=None, d: str = 'x', **kw) -> int:
    'Docs.'
    return a

def g(list a not None, int b, object c):
    return lambda x, y=1: x + y
"
    ));
}

#[test]
fn the_gil() {
    insta::assert_snapshot!(checked(
        "
cdef int work(int n) except -1 nogil:
    if n < 0:
        raise ValueError(n)
    return n // 2

cdef void callback(int n) noexcept with gil:
    print(n)

def f(int n):
    with nogil:
        n = work(n)
        with gil:
            print(n)
        callback(n)
    return n
"
    ));
}

#[test]
fn unpacking() {
    insta::assert_snapshot!(checked(
        "
def f(x, int a, int b, (int, double) t):
    a, b = b, a
    (c, d), *e = x
    g = h = x()
    i, j = t
    x.left, x[0] = x.pair
    return c, d, e, g, h, i, j
"
    ));
}

#[test]
fn names_and_imports() {
    insta::assert_snapshot!(checked(
        "
import os, os.path as path
from sys import argv as args, path as places
from . import sibling

count = 0

def f():
    global count
    count += 1
    import math
    return math.pi, os, __name__, NotImplemented, ValueError, locals()
"
    ));
}

#[test]
fn statements_of_level_2() {
    insta::assert_snapshot!(checked_level2(
        "
def f(x, int a):
    print x, a
    print >>x, 1,
    exec 'y = 1' in x
    numbers = [i for i in x]
    return `x`, a / 2, i
"
    ));
}
