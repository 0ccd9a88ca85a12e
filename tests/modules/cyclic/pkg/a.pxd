from . cimport b
from pkg.b cimport B
from .sub cimport deep
cimport pkg.sub.deep as d2
cdef class A:
    cdef b.B other
    cdef int val
    cdef int get(self)
cdef int twice(int x) noexcept
cdef inline int thrice(int x) noexcept: return x * 3
cpdef enum E:
    E1 = 1
    E2
cdef struct S:
    int x
    double t
ctypedef fused num:
    int
    double
cdef num fz(num x)
cdef A make(int v)
cdef int glob
cdef object gobj
cdef extern from "stdlib.h":
    int labs_ "abs"(int)
