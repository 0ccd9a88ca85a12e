from .a cimport A, twice, thrice, E, E2, S, fz, make, glob, gobj
from pkg cimport a as amod
cimport pkg.a
cdef class B:
    cdef int num(self): return 7
def use():
    cdef S s
    s.x = 1
    s.t = 2.5
    cdef A x = make(3)
    global glob
    amod.glob += 1
    return twice(3), thrice(2), E2, s, x.get(), fz(1), fz(1.5), amod.glob, pkg.a.glob, gobj, amod.E.E1, <int>E.E2
