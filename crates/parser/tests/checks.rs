//! What the checks reject, next to what looks like it and is right.

use base::{Interner, SourceMap};
use diag::Sink;
use pyxide_parser::{FileKind, Options, parse};

fn codes(source: &str) -> Vec<&'static str> {
    let options = Options { kind: FileKind::Implementation, language_level: 3, cplus: true };
    let mut sources = SourceMap::new();
    let file = sources.add("checks.pyx", source.to_owned());
    let mut sink = Sink::new();
    parse(file, &sources, options, &mut Interner::new(), &mut sink);
    sink.items().iter().map(|item| item.code).collect()
}

const RIGHT: &[&str] = &[
    "[a, *b], c.d, e[f] = g\n",
    "for a.b, (c, *d) in e: pass\n",
    "with a as (b, c), d as e[0]: pass\n",
    "del (a, [b]), c.d, e[f]\n",
    "def f(a, /, b, *, c=1, d): pass\n",
    "def f(*args: *Ts): pass\n",
    "type A[*Ts = *B] = int\n",
    "f(*a, b, c=1, *d, **e)\n",
    "f((x for x in y), 1)\n",
    "while a:\n    try: b\n    finally: continue\n",
    "def f():\n    for a in b:\n        def g(): return 1\n        break\n",
    "async def f():\n    return [await a async for a in b]\n",
    "async def f():\n    yield 1\n    return\n",
    "def f():\n    return (a async for a in b)\n",
    "def f(): return lambda: (yield)\n",
    "try: a\nexcept* B:\n    for c in d: break\n",
    "'doc'\nfrom __future__ import annotations\nfrom __future__ import division\n",
    "def f():\n    global a, b\n    a = 1\n",
    "def f():\n    [x for x in y]\n    global x\n",
    "match a:\n    case [b, c] | {'k': b, 'l': c}: pass\n    case d if e: pass\n    case _: pass\n",
    "match a:\n    case -1.5 + 2j | 1 - 3j: pass\n",
    "[y := f(x), y]\n[(y := x) for x in z]\n",
    "class A:\n    x = (y := 1)\n",
    "cdef class A:\n    cdef int x\n    cdef int f(self): return 0\n    if a:\n        def g(self): pass\n",
    "def f():\n    cdef int x, *y\n    cdef double[:] z\n",
    "IF A:\n    cdef int x\n    ctypedef int y\n",
    "cdef extern from 'a':\n    struct S: pass\n    enum E: pass\n",
    "cdef extern from 'a':\n    int f(int, int)\n    void g(const char *, ...)\n",
];

const WRONG: &[(&str, &str)] = &[
    ("a + b = c\n", "PX0123"),
    ("(a for a in b) = c\n", "PX0123"),
    ("None = 1\n", "PX0123"),
    ("a.__debug__ = 1\n", "PX0123"),
    ("for f() in a: pass\n", "PX0123"),
    ("[a for 1 in b]\n", "PX0123"),
    ("with a as 1: pass\n", "PX0123"),
    ("del a + b\n", "PX0124"),
    ("[a] += b\n", "PX0125"),
    ("a, b: int\n", "PX0101"),
    ("try: a\nexcept B as c.d: e\n", "PX0125"),
    ("for i from 0 <= j < n: pass\n", "PX0125"),
    ("for i from 0 <= i > n: pass\n", "PX0125"),
    ("lambda a, a: 1\n", "PX0126"),
    ("cdef int f(int a, int a): return 0\n", "PX0126"),
    ("def f(a=1, b): pass\n", "PX0127"),
    ("def f(*): pass\n", "PX0127"),
    ("def f(**a, b): pass\n", "PX0127"),
    ("def f(int): pass\ndef g(int *): pass\n", "PX0127"),
    ("cdef f(a, *args): pass\n", "PX0127"),
    ("f(**a, *b)\n", "PX0128"),
    ("class A(b=1, C): pass\n", "PX0128"),
    ("class A(b=1, b=2): pass\n", "PX0129"),
    ("class A: return\n", "PX0130"),
    ("await a\n", "PX0130"),
    ("def f():\n    while a:\n        def g(): break\n", "PX0131"),
    ("def f():\n    async with a: pass\n", "PX0132"),
    ("def f():\n    [a async for a in b]\n", "PX0132"),
    ("nonlocal a\n", "PX0133"),
    ("def f():\n    nonlocal a\n    global a\n", "PX0133"),
    ("def f():\n    a = 1\n    global a\n", "PX0177"),
    ("class A:\n    a = 1\n    nonlocal a\n", "PX0177"),
    ("x = 1;\n", "PX0176"),
    ("cpdef nogil:\n    int x\n", "PX0226"),
    ("match a:\n    case {0: _, -0j: _}: pass\n", "PX0101"),
    ("def f():\n    global a\n    a: int = 1\n", "PX0133"),
    ("from __future__ import braces\n", "PX0134"),
    ("def f():\n    from __future__ import division\n", "PX0134"),
    ("class A:\n    from b import *\n", "PX0135"),
    ("match a:\n    case b | 1: pass\n", "PX0138"),
    ("match a:\n    case {'k': b, **b}: pass\n", "PX0140"),
    ("match a:\n    case [*b, *c]: pass\n", "PX0141"),
    ("match a:\n    case 1 + 2: pass\n", "PX0101"),
    ("match a:\n    case {'k': 1, 'k': 2}: pass\n", "PX0101"),
    ("match a:\n    case A(b=1, b=2): pass\n", "PX0101"),
    ("*a = b\n", "PX0141"),
    ("if a:\n    cdef int x\n", "PX0142"),
    ("class A:\n    cdef int x\n", "PX0142"),
    ("def f():\n    cdef class A: pass\n", "PX0142"),
    ("def f():\n    cdef int g(): return 0\n", "PX0142"),
    ("def f():\n    ctypedef int a\n", "PX0142"),
    ("def f():\n    cimport a\n", "PX0142"),
    ("def f():\n    include 'a.pxi'\n", "PX0142"),
    ("[a for a in (b := c)]\n", "PX0144"),
    ("[[(a := 1) for b in c] for a in d]\n", "PX0144"),
    ("class A:\n    [(a := b) for b in c]\n", "PX0144"),
    ("type A[T: (x := 1)] = int\n", "PX0144"),
    ("def f[T = int, U](): pass\n", "PX0145"),
    ("def f():\n    [(yield) for a in b]\n", "PX0146"),
    ("cdef f(): yield 1\n", "PX0146"),
    ("async def f(): yield from a\n", "PX0146"),
    ("def f():\n    try: a\n    except* B: return\n", "PX0146"),
    ("cdef const const int x\n", "PX0114"),
    ("cdef struct S: pass\n", "PX0101"),
    ("cdef int\n", "PX0101"),
    ("print(*a if b else c)\nreturn *a\n", "PX0106"),
];

#[test]
fn what_is_right() {
    for source in RIGHT {
        assert_eq!(codes(source), Vec::<&str>::new(), "{source}");
    }
}

#[test]
fn what_is_wrong() {
    for (source, code) in WRONG {
        let found = codes(source);
        assert!(found.contains(code), "{source}: {found:?}, not {code}");
    }
}
