//! What the parser gets to see: each snapshot has the source and its tokens, line by line.

use base::{Interner, SourceMap};
use diag::Sink;
use lexer::{FileKind, Literals, Options, Token};
use pyxide_lexer as lexer;

const PYX: Options = Options { kind: FileKind::Implementation, language_level: 3, cplus: false };
const PY: Options = Options { kind: FileKind::Python, ..PYX };
const LEVEL_2: Options = Options { language_level: 2, ..PYX };

fn show(token: Token, names: &Interner, literals: &Literals) -> String {
    let text = |id| String::from_utf8_lossy(&literals.string(id).value).into_owned();
    match token {
        Token::Name(name)
        | Token::CType(name)
        | Token::Int(name)
        | Token::CInt(name)
        | Token::Float(name) => {
            format!("{}({})", token.variant(), &names[name])
        }
        Token::Imaginary(name) | Token::CallingConvention(name) => {
            format!("{}({})", token.variant(), &names[name])
        }
        Token::Str(id) => format!("Str({:?} {:?})", literals.string(id).kind, text(id)),
        Token::Text(id) | Token::FieldSource(id) | Token::FieldDebug(id) => {
            format!("{}({:?})", token.variant(), text(id))
        }
        other => format!("{other:?}"),
    }
}

/// The source, its tokens and what is wrong with it.
fn dump(source: &str, options: Options) -> String {
    let mut sources = SourceMap::new();
    let file = sources.add("test.pyx", source.to_string());
    let (mut names, mut sink) = (Interner::new(), Sink::new());
    let tokens = lexer::tokens(file, &sources, options, &mut names, &mut sink);
    let mut text = format!("{}\n----\n", source.trim_end_matches('\n'));
    for (token, _) in &tokens.tokens {
        text.push_str(&show(*token, &names, &tokens.literals));
        text.push(if matches!(token, Token::Newline) { '\n' } else { ' ' });
    }
    for item in sink.items() {
        let at = item.span().and_then(|span| sources.line_col(span.lo)).map(|(_, at)| at);
        let at = at.map_or(String::new(), |at| format!("{}:{}", at.line, at.column));
        text.push_str(&format!("\n{at} {} {}", item.code, item.message));
    }
    text
}

macro_rules! check {
    ($name:ident, $options:expr, $source:expr) => {
        #[test]
        fn $name() {
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(stringify!($name), dump($source, $options));
            });
        }
    };
}

check!(
    blocks_and_lines,
    PYX,
    "
# comment
if a:
    b = (1,
  2)

    # comment
      # deeper comment
    c; d \\
       + e
\x0c
else: f
class A:
\tx
\tdef g(self):
\t\tpass
y"
);

check!(functions_and_parameters, PYX, "
def f(int x, char *s, double[:, ::1] m not None, unsigned int y=3, (int, double) t, object (*g)(int), *args, k: int or None = None, list z or None, **kw) -> int:
    pass
cdef inline unsigned long long f(int, const char *const *p, int a=*, int **q) except? -1 nogil: return 0
cpdef object g(a, b=1) noexcept with gil
cdef void (*signal(int sig, void (*func)(int) noexcept))(int) except *
cdef int (__stdcall *h)(vector[int*] v, ...)
async def k(x): await x; await (y)
lambda x, *y, z=lambda: 1: x * y
");

check!(
    variables_and_types,
    PYX,
    "
cdef int a = 1, *b = NULL, c[10], **d
cdef public long int e \"c_e\", long_name
cdef (int, double) t = (1, 2)
cdef np.ndarray[np.float64_t, ndim=2, mode='c'] buf = x
cdef vector[vector[unsigned int]].iterator it
cdef const volatile double complex z
cdef int[N * 2] arr, brr
cdef x, y = a * b
cdef api short
ctypedef unsigned char (*fp)(int) nogil
ctypedef public class m.C [object O, type T]:
    cdef readonly int x
"
);

check!(
    blocks_of_declarations,
    PYX,
    "
cdef extern from \"a.h\" namespace \"n::m\" nogil:
    \"\"\" verbatim \"\"\"
    int f(int)
    cdef int g()
    struct S \"s\":
        int a, *b
    enum: A, B = 2
    ctypedef enum E:
        X
    ctypedef int size
    class q.C [object O]: pass
    IF UNAME == 'x':
        int h
    ELSE:
        int k
cdef nogil:
    void run()
cdef packed struct P: int x
cdef extern from *: int c
ctypedef fused F:
    long long
    double[:]
    vector[int]*
with template[T, U]:
    T max(T a, U b)
"
);

check!(
    cpp_classes,
    PYX,
    "
cdef extern from \"a.h\":
    cppclass vec \"std::vec\" [T, A=*](Base[T], Other) nogil:
        cppclass iterator:
            T& operator*()
            iterator operator++() except +
            bint operator==(iterator)
        vec() except +handler
        vec(vec&) except +*
        T& operator[](size_t) const
        void operator()(int)
        bint operator bool()
        I insert[I](iterator, I&&)
        pair[U](U)
        struct Inner:
            int a
        enum class Color(unsigned char):
            red
        @staticmethod
        vec* make() except + nogil
x = new vec[vec[int]*](3)
"
);

check!(expressions, PYX, "
a = <int>b + <double*>c[0] < d > e
b = <void (*)(int, char*) noexcept nogil>p
c = <object?>x, <double[:n:1, :m]>q, <(int, int)>t, <const char*>s
d = sizeof(int), sizeof(unsigned int), sizeof(a[0]), sizeof(vector[int]*), sizeof(x * 2), sizeof(int (*)(int))
e = f[int*, const T](&x, a * b, *c, **d)
f = x.None, x.new, Enum.NULL, new, NULL
for i from 0 <= i < n by 2: pass
with nogil, gil: pass
with (a as b, c): pass
with (a, b).c: pass
with (yield x): pass
g = a <> b and by
");

check!(
    soft_keywords,
    PY,
    "
match x:
    case [a, *_] if b: pass
    case _:
        case = match
match = match[x]
match(x)
type X[T] = int
type(x)
type = 3
print(x)
cdef = sizeof(int)
async with a: pass
async = [x async for y in z]
"
);

check!(
    level_2_statements,
    LEVEL_2,
    "
print >>f, x, `y`,
print
exec 'a' in b
x = 0777, 10L, ur'\\u00e9\\n'
from __future__ import print_function
print(1)
"
);

check!(
    compile_time,
    PYX,
    "
DEF N = 3
IF N > 2:
    x = 1
ELIF N:
    y
ELSE:
    z
include 'a.pxi'
cimport a.b as c
from . cimport d
cdef class C:
    property p:
        def __get__(self): pass
"
);

check!(
    interpolated_strings,
    PY,
    r#"
f'a{x}b{{c}}{y!r:>{w}}{z=}{ u + 1 = !s}{d:%H:%M}{lambda x: 1}{(lambda x: 1)}'
f"{f"{'x'}" '"'}{x:=5}{x!=y}{ {1: 2}[1] }"
f'''{
  a # comment
}\N{BULLET} \x41 { b:
}'''
rf'\d{x}\{y}' tR"{ x + 1 }{y = !r:z}"
f'{x:{"{"}>10}'
"#
);

check!(
    wrong_characters_and_literals,
    PYX,
    r"
a = $ ? x
b = 'abc
c = 0x, 1__0, 09, 12abc
d = b'é', '\xg', '\N{NOPE}', bu'x', c'ab'
e = a && b || !c
f = \ x
g = ²
h = ªb + ﬁn
"
);

check!(
    wrong_brackets,
    PYX,
    "
a = (b]
c = d)
e = (f,
def g(): pass
h = [1, (2
"
);

check!(
    wrong_indentation,
    PYX,
    "
if a:
        b
    c
if d:
\te
        f
"
);

check!(
    wrong_fields,
    PY,
    r#"
f'{}' f'{x!}' f'{x!z}' f'}' f'{x'
f'{a b'
f"{x:{y}"
f'''{x'''
"#
);

check!(
    comments_in_fields,
    PY,
    r#"
f"{1 + '#' = # comment
  }" t'''{x # comment = {
  }'''
"#
);

check!(
    declared_soft_keywords,
    PYX,
    "
def f(bint nogil=False, int by, object const): pass
cdef extern from *:
    cppclass A:
        int f() nogil const
        float g() noexcept const
        bint operator!() except -1
        operator=(A&) except +
        bint operator==[U](U&)
        int us, as, None
        enum: True, None = 3
dts.as = 1
x = new A[typeof(&f)](&f)
y = [i for i from 0 <= i < 9 by 2 if by]
"
);

/// Sources of unusual size are cut in time that grows with their length.
#[test]
fn extremes() {
    let many = 30_000;
    let nested =
        |open: &str, close: &str| format!("x = {}1{}\n", open.repeat(many), close.repeat(many));
    for (source, wrong) in [
        (nested("(", ")"), 0),
        (nested("f(", ")"), 0),
        (nested("[", ""), 1),
        (nested("f'{", "}'"), 1),
        (nested("t'''{", "}'''"), 1),
        (format!("cdef int {}p\n", "*".repeat(many)), 0),
        (format!("cdef int {}p{}\n", "(".repeat(many), ")".repeat(many)), 0),
        (format!("f(a {}b)\n", "* ".repeat(many)), 0),
        (format!("f({}b)\n", "<a + ".repeat(many)), 0),
        (format!("f({}b)\n", "<a except ".repeat(many)), 0),
        (format!("cdef {} x\n", "vector[".repeat(many)), 1),
        (format!("x = {}\n", "$ 1 ".repeat(many)), many),
        (format!("x = '{}'\n", "\\xe9".repeat(many)), 0),
        (format!("x = 0x{}\n", "f".repeat(many * 10)), 0),
        (format!("x = '{}'\n", "a".repeat(many * 100)), 0),
        ("\r".repeat(many), 0),
    ] {
        let mut sources = SourceMap::new();
        let start = source.chars().take(30).collect::<String>();
        let file = sources.add("test.pyx", source);
        let (mut names, mut sink) = (Interner::new(), Sink::new());
        lexer::tokens(file, &sources, PYX, &mut names, &mut sink);
        assert_eq!(sink.items().len(), wrong, "{start}");
    }
}
