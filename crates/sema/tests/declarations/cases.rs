//! Sources and what they declare.

use insta::assert_snapshot;

use super::{Case, declared, with_files};
use pyxide_sema as sema;
use sema::Options;

#[test]
fn variables_and_types() {
    assert_snapshot!(declared(
        "
cdef int a = 1, *b, c[3]
cdef unsigned long long d
cdef const char *text
cdef int (*callback)(int, double) except -1 nogil
cdef int[3][4] rows
cdef object o
cdef list items
cdef x
cdef struct Point:
    int x, y
    Point *next
ctypedef struct Pair:
    Point first
    double second[2]
ctypedef unsigned int word
cdef union Either:
    int i
    float f
cdef enum:
    ZERO, ONE
cdef enum Color:
    RED = 3, GREEN, BLUE = GREEN * 2
cdef Color paint
cdef public int shown
cdef (int, double) pair
cdef unsigned bare
"
    ));
}

#[test]
fn functions_and_contracts() {
    assert_snapshot!(declared(
        "
cdef int plain(int a): return a
cdef void nothing(): pass
cdef double real(double x): return x
cdef char *text(): return NULL
cdef object obj(a, list b=None): return a
cdef int value(int a) except -1: return a
cdef unsigned maybe(int a, int b=3) except? 0: return a
cdef int never() noexcept nogil: return 1
cdef int check() except *: return 1
cdef int callback(void *data) noexcept with gil: return 1
cpdef int both(int a): return a
cdef int (*table(int i))(int): return NULL
cdef int takes(int (*f)(int), int items[3]): return 1
cdef struct S:
    int a
cdef S by_value(): pass
cdef enum:
    ONE = 1
cdef int raises_one(int a) except ONE: return 2
"
    ));
}

#[test]
fn extern_blocks() {
    assert_snapshot!(declared(
        "
cdef extern from \"lib.h\" nogil:
    int f(int, char *name, ...)
    object g(object)
    int named \"real_name\" (int)
    ctypedef struct handle
    ctypedef int number
    struct tagged:
        int a
    enum kind:
        FIRST, SECOND
    int MACRO
    const double PI
    int visit(int (*each)(int, void *), void *data)
    int bad(int) except -1
cdef extern from *:
    \"\"\"
    #define TWO 2
    \"\"\"
    int TWO
cdef extern int loose(int)
cdef handle *h
cdef int *array[TWO]
"
    ));
}

#[test]
fn cimports() {
    let files = [
        (
            "libc/math.pxd",
            "cdef extern from '<math.h>' nogil:\n    double sin(double x)\n    const double M_PI\n",
        ),
        ("libc/__init__.pxd", ""),
        (
            "pkg/other.pxd",
            "cdef struct T:\n    int a\ncdef int shared\ncdef int exported(T *t)\ncdef inline int twice(int x):\n    return x * 2\ncdef class C:\n    cdef int field\n    cdef int method(self)\ncdef int takes_class(C c)\ncdef extern from *:\n    cppclass V[T]:\n        int size()\n",
        ),
        ("pkg/m.pxd", "cdef int declared(int a) except -1\ncdef double level\n"),
        ("part.pxi", "cdef int included = 4\nDEF SIZE = 7\n"),
    ];
    assert_snapshot!(with_files(
        "
from libc.math cimport sin, M_PI as pi
from libc cimport math
cimport libc.math as m
cimport libc.math
from .other cimport T, shared, exported, twice, C, takes_class, V
from . cimport other
from libc.math cimport sine
from . cimport nothing
include 'part.pxi'
cdef int sized[SIZE]
cdef libc.math.x wrong
cdef T t
cdef other.T u
cdef V[int] v
cdef C c
cdef int declared(int a) except -1:
    return a
",
        &files
    ));
}

#[test]
fn directives() {
    let mut options = Options::default();
    options.directives.push(("cdivision".into(), "true".into()));
    options.directives.push(("nothing".into(), "True".into()));
    let case = Case { files: Vec::new(), options, python: false };
    assert_snapshot!(case.run(
        "# cython: boundscheck=False, wraparound=maybe
# cython: boundscheck=False
# cython: language_level=3, cfunc=True
cimport cython
from cython cimport boundscheck as check
@cython.nothing(True)
@check(5)
@cython.cdivision
def f(): pass
@cython.boundcheck(False)
@cython.language_level(3)
def g(): pass
"
    ));
}

#[test]
fn compile_time() {
    let case = Case {
        files: Vec::new(),
        options: Options {
            compile_time: vec![("FROM_OUTSIDE".into(), sema::ConstValue::Int(5))],
            ..Options::default()
        },
        python: false,
    };
    assert_snapshot!(case.run(
        "
DEF A = 2 ** 10 + 1
DEF B = ('x' * 3)[1:]
DEF C = len(B) if A > 3 else None
DEF D = max(1, FROM_OUTSIDE) / 2
DEF E = undefined_name
DEF F = 1 // 0
IF A == 1025:
    cdef int yes
ELIF B:
    cdef int no
ELSE:
    cdef int neither
cdef int table[A]
"
    ));
}

#[test]
fn function_scopes() {
    assert_snapshot!(declared(
        "
import os.path as p, sys
from m import a as b
cdef int counter
def f(int x, y: float, z: float = None, list items not None=(), /, w=1, *args, k: int, **kw) -> str:
    global counter, made
    cdef int i, *q = &i
    cdef double total = 0
    made = counter = 1
    for n, (u, *v) in y:
        with y as t: pass
    try: pass
    except ValueError as e: del x
    s: cython.int = 1
    r: list[int] = []
    [c for c in y if (last := c)]
    import inner.part
    def g():
        nonlocal n
        return n + total + w
    class K:
        t = u
    return lambda q2: e
"
    ));
}

#[test]
fn pure_python() {
    let case = Case { files: Vec::new(), options: Options::default(), python: true };
    assert_snapshot!(case.run(
        "
import cython
from cython import cfunc, declare, p_double
from typing import Optional, List
T = cython.typedef(cython.uint)
S = cython.struct(a=cython.int, b=cython.p_char)
g = declare(cython.int, 5)
cython.declare(h=cython.double[3])
@cfunc
@cython.returns(cython.int)
@cython.exceptval(-1, check=False)
@cython.locals(a=cython.long, t=cython.double)
def f(a, b: cython.pointer[cython.int], c: list):
    t = a
    u: cython.float = t
    v = cython.declare(cython.int)
    return t
@cython.ccall
@cython.nogil
def k(x: p_double, n: cython.Py_ssize_t = 0) -> cython.double:
    return x[n]
def d(a: int, b: Optional[List[int]], c: float = None, d: cython.int[3] = None, e: 'str' = '', f: unknown = 0, o: bool | None = None):
    pass
@cython.exceptval(check=False)
@cfunc
def never(s: S) -> cython.void: pass
"
    ));
}

#[test]
fn mistakes() {
    assert_snapshot!(declared(
        "
cdef int twice
cdef double twice
cdef flot wrong
cdef object array[3]
cdef object *pointer
cdef void nothing
cdef struct Own:
    Own me
    object o
    int a, a
cdef enum Bad:
    X = y
cdef int n
cdef int sized[n]
cdef int zero[0]
cdef int f(int a) except 'x': return 1
cdef int f(int a): return 2
cdef struct St:
    int a
cdef St g() except -1: pass
cdef object h() except -1: pass
cdef int declared_only(int)
def late():
    x = 1
    cdef int x
    cdef int y
    cdef int y
def arg(char **p, int i not None, int *q, list l not None = None): pass
@decorator
cdef int decorated(): return 1
cdef object with_nogil() nogil: return None
cdef unsigned float mixed
"
    ));
}

#[test]
fn not_supported_yet() {
    assert_snapshot!(declared(
        "
ctypedef fused number:
    int
    double
cdef class C:
    cdef int a
cdef number f(number x): return x
def g(double[:] view): pass
cdef object[int, ndim=2] buffer
cdef double[:, ::1] view
cdef extern from *:
    cppclass V[T]:
        V()
    void templated[T](T x)
cdef V[int] v
cpdef enum E:
    ONE
"
    ));
}
