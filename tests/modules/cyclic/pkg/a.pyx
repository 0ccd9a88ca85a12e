from pkg.b cimport B, T
from . cimport b
from . cimport Top
cimport pkg
glob = 5
gobj = [1]
cdef class A:
    def __init__(self, v): self.val = v
    cdef int get(self): return self.val
    def link(self, B o): self.other = o; o.back = self
    def show(self): return self.other.num(), self.other.back.get()
cdef int twice(int x) noexcept: return 2 * x
cdef num fz(num x): return x + 1
cdef A make(int v): return A(v)
def top():
    cdef Top t
    t.t = 4
    cdef pkg.Top u = t
    return t, u.t, labs_(-3)
