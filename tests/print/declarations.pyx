cimport a.b as c, d
from . cimport e
from .f cimport g as h
include "part.pxi"
DEF N = 3
IF N > 2 and x:
    y = 1
ELIF N:
    pass
ELSE:
    z = 2

cdef int a = 1, *b = NULL, c[10], **d, e[N][2], (*f)(int, char *) except -1, *g(int)
cdef unsigned long long h "c_name", i = 0xFFull, j = c'x'
cdef public api (int, double) k
cdef readonly object l
cdef x, y = <int>z + <double *>w[0], v = sizeof(int) + sizeof(unsigned char) + sizeof(x[0]) + sizeof(T *)
cdef const char *const *m
cdef volatile long double complex n
cdef double[:, ::1] o = <double[:n, :m]>p
cdef np.ndarray[np.float64_t, ndim=2, mode='c'] q
cdef vector[map[int, T *]].iterator r
cdef int[N] s, t
cdef int (*u(int))(double) noexcept nogil
cdef (int *)[4] v2
cdef void (*(*w2)(int))[3]
cdef extern int x2
cdef inline int f1(int, x, int a=*, object b=?, ...) except? -1 nogil: return &x - & &y
cdef f2(): pass
cpdef object f3(list a not None, b or None, double[:] c=None, *, d: int = 3) noexcept with gil: pass
cpdef int f4(self) except *
cdef int f5() nogil except -1
cdef void f6() except +
cdef void f7() except +handler nogil
cdef void f8() except +*
cdef int (__stdcall *f9)(vector[int] &x, T &&y)
def f10(int x, char *s, unsigned int n=3, (int, double) t, object (*g)(int), *args, **kw): pass
ctypedef unsigned int uint
ctypedef public int (*callback)(void *) except? -1
ctypedef fused number:
    int
    long long
    double[:]
    vector[int] *
ctypedef struct S1 "struct S1"
cdef packed struct S2:
    int a, *b
    char c[3]
cpdef enum E1: A, B = 2, C "c_c" = A + 1
cdef enum:
    """Doc."""
    D = 1
cdef enum E2
cdef union U: pass
cdef class C1
@cython.final
cdef public class C2(C1, object) [object O, type T, check_size ignore]:
    """Doc."""
    cdef readonly int a, b
    cdef public:
        int c
        void m1(self)
        int m2(self): return 1
    property p:
        def __get__(self): return 1
    @property
    def q(self): pass
cdef extern from "h.h" namespace "n::m" nogil:
    """
    verbatim \ text
    """
    int f11(int)
    cdef int f12()
    struct S3:
        int a
    ctypedef class mod.C3 as C4 [object O]: pass
    enum: X1, X2
cdef extern from *:
    pass
cdef nogil:
    int f13()
for i from 0 <= i < 10 by 2: pass
for 0 < j <= n: pass
with nogil: pass
with gil(x), y as z: pass
p2 = <object?>q, <(int, int)>r, <void (*)(int, char *) noexcept nogil>s, <const char *>t
x3 = f[int *, const T](a, b * c), new C5[int](1), -<int>x ** 2, (<int>x).y, <int>(x + y)
