//! Sources and their trees, by topic: what the grammar makes of every form, in the words of the dump.

use base::{Interner, SourceMap};
use diag::Sink;
use pyxide_parser::{FileKind, Options, parse};

/// The source, what is wrong with it, and its tree.
fn tree(source: &str, kind: FileKind, language_level: u8) -> String {
    let options = Options { kind, language_level, cplus: true };
    let mut sources = SourceMap::new();
    let file = sources.add("tree.pyx", source.to_owned());
    let (mut names, mut sink) = (Interner::new(), Sink::new());
    let module = parse(file, &sources, options, &mut names, &mut sink);
    let wrong: String =
        sink.items().iter().map(|item| format!("{} {}\n", item.code, item.message)).collect();
    format!("{source}\n----\n{wrong}{}", ast::dump(&module, &names))
}

macro_rules! trees {
    ($($name:ident: $source:literal,)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(tree($source, FileKind::Implementation, 3));
        }
    )*};
}

trees! {
    operators: "x = a + b * c ** -d // e @ f << 1 & 2 | 3 ^ ~4\ny = not a and b or c\nz = a < b <= c is not d not in e\nw = a if b else c if d else e\n",
    displays: "x = (), (1,), [1, *a], {1, *b}, {}, {1: 2, **c}\n(a, b), *c = d\nx[1], x[1,], x[1:2, ::3, ...], x[*a]\n",
    comprehensions: "[a for a, b in c if d if e for f in g]\n{*a for a in b}\n{**d for d in e}\n(x async for x in y)\nf(a for a in b)\n",
    calls: "f(a, *b, c=1, **d)\nf(x := 1)\na.b(c)[d].e()\n",
    lambdas: "lambda: 1\nlambda a, /, b=1, *c, d, **e: a\nlambda *, a: a\n",
    literals: "0x_FF, 0o17, 0b1, 007L, 1_000u, 1e3, .5j, b'a' b'b', 'a' 'b', u'x', c'y', '\\ud800', '\\xff'\n",
    f_strings: "f'{a}'\nf'a{{{b!r:>{c}.{d}}}}' 'e'\nf'{a = }'\nrf'\\d{x:%Y-%m}'\nt'{a:>{b}} c'\n",
    assignments: "a = b = c\na += 1\na: int\n(a): int = 1\na.b: int = yield\nx = yield from y\n",
    simple_statements: "pass\nbreak\nreturn\nraise\nraise A from B\nassert a, b\ndel a, (b, c), d[1]\nglobal a, b\ntype X[T: int = str, *Ts, **P] = list[T]\n",
    imports: "import a, b.c as d\nfrom a import b as c, d\nfrom . import a\nfrom ...a.b import (c, d,)\nfrom a import *\ncimport a.b as c\nfrom a cimport b\n",
    compound: "if a: b\nelif c:\n    d\nelse:\n    e\nwhile a:\n    b\nelse: c\nfor a, *b in c, d:\n    e\nwith a as b, c: d\nwith (a as b, c as d,): e\n",
    handlers: "try:\n    a\nexcept A: b\nexcept (B, C) as d: e\nexcept E, F: g\nexcept: h\nelse: i\nfinally: j\ntry: a\nexcept* A as b: c\n",
    functions: "@a\n@b.c(d)\ndef f[T](a, /, b: int = 1, *c: *T, d=2, **e: str) -> None:\n    'doc'\nasync def g():\n    async for a in b: await c\n    async with d as e: pass\n",
    classes: "class A[T](B, metaclass=C, **d):\n    x: int = 1\n    class E: pass\n",
    patterns: "match a, *b:\n    case 1 | -2 | 1+2j | 'a' 'b' | None | True: x\n    case a.b | [_, *_] | [*rest] | (c): x\n    case {'k': v, 1: _, **r} if g: x\n    case A(1, b=[c]) as d: x\n    case a, *b: x\n    case (): x\n    case (a,): x\n",
    soft_keywords: "match = case = type = 1\nmatch[x]\ntype(x)\nprint(match, x)\n_ = nogil = public = api\n",
    variables: "cdef int x = 1, *p = NULL, a[3], m[2][3]\ncdef unsigned long long y\ncdef z, w = 2\ncdef public object o\ncdef (int, double) t\ncdef int[3] j\ncdef const char *const *s\ncdef int (*f)(int, void *) except -1 nogil\n",
    types: "cdef double[:, ::1] v\ncdef vector[int].iterator it\ncdef map[int, vector[const int *]] m\ncdef np.ndarray[np.int_t, ndim=2, mode='c'] b\ncdef function[int (*)(double)] g\ncdef (int *)[4] h\ncdef double complex c\ncdef int & r\n",
    c_functions: "cdef int f(int, object, x, char *s, list l=None, ...) except? -1:\n    return 0\ncpdef inline g(self, *, a) noexcept nogil: pass\ncdef void h() except + nogil\ncdef void i() except +handler.x\ncdef void j() except +*\ncdef void k() with gil: pass\ncdef int l(int a=*, b=?) except *\n",
    python_typed_functions: "def f(int x, list y not None, double[:] z or None = None, a.b c=1, *args, object k): pass\n",
    extern_blocks: "cdef extern from 'a.h' namespace 'n' nogil:\n    '''\n    int x;\n    '''\n    int f(int) except +\n    ctypedef struct S:\n        int a 'b'\n    enum: A, B = 2\n    cdef struct T\n    int g 'h' (int)\ncdef extern from *: pass\ncdef extern int q\n",
    structs: "cdef packed struct S:\n    int a, *b\n    double c[3]\nctypedef union U:\n    int a\ncdef struct F 'f'\n",
    enums: "cdef enum:\n    A\n    B 'b' = 1, C\ncpdef enum E 'e':\n    'doc'\n    X = 1\ncdef enum class N(int): P, Q\n",
    extension_types: "cdef class A(B) [object S, type T, check_size ignore]:\n    cdef readonly int x\n    property p:\n        def __get__(self): pass\ncdef public api class a.b.C as D: pass\ncdef class F\nctypedef class g.H [object I]: pass\n",
    cpp_classes: "cdef extern from 'x' nogil:\n    cdef cppclass V 'v'[T, A=*](B[T], C) nogil:\n        V() except +\n        V(V &)\n        T & operator[](size_t)\n        bint operator==(V) const\n        U m[U](U, T &&)\n        cppclass iterator:\n            T operator*()\n        @staticmethod\n        int s()\n        ctypedef T value_type\n",
    fused_and_typedefs: "ctypedef fused T:\n    int\n    double[:]\n    char *\nctypedef int (*callback)(void *) noexcept\nctypedef unsigned long word\n",
    blocks: "cdef nogil:\n    int x\n    void f():\n        pass\ncdef public:\n    int y\nwith template[T]:\n    cdef T h(T x): pass\n",
    c_expressions: "x = <int>a.b + <object?>c, &d.e, sizeof(int *), sizeof(unsigned int), sizeof(x.y), new V[int](1), f[int *](x)\ny = <double[:n, :m]>p\n",
    compile_time: "DEF A = 1\nIF A > 1:\n    x = 1\nELIF A:\n    cdef int y\nELSE:\n    pass\ninclude 'a.pxi'\n",
    for_from: "for i from 0 <= i < n by 2:\n    pass\nfor 0 <= j < n: pass\n[i for i from 0 <= i < 3]\n",
    gil: "with nogil:\n    with gil: pass\nwith nogil(x), a: pass\n",
    recovery: "x = = 1\nif a\n    b = 1\ndef f(:\n    c = 2\ny = 3\nclass\nz = 4\n",
}

#[test]
fn level_two() {
    let source = "print >>f, 'a', b,\nprint\nexec a in b, c\nx = `a`, 017, a <> b\nraise A, b, c\ntry: d\nexcept E, f: g\n";
    insta::assert_snapshot!(tree(source, FileKind::Implementation, 2));
}

#[test]
fn words_of_cython_are_names_in_python() {
    let source = "cdef = NULL = include = 1\ndef f(cimport, *, DEF): return cimport < DEF > NULL\n";
    insta::assert_snapshot!(tree(source, FileKind::Python, 3));
}
