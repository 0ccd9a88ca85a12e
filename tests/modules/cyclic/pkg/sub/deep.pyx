from ..a cimport A, make
from .. cimport a
from pkg cimport Top
cdef int over(A a, Top t) except -1:
    if t.t < 0: raise ValueError("t")
    return a.val + t.t
def go(int v, int t):
    cdef Top x = Top(t)
    return over(make(v), x), a.twice(v)
