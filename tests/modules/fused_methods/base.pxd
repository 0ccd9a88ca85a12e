ctypedef fused number:
    int
    double
    object

cdef struct Step:
    int count
    double[2] by

cdef class Machine:
    cdef int state
    cdef str first(self, number x)
    cdef int plain(self, int x, int y=*)
    cdef number changed(self, number x, int by)
    cpdef number seen(self, number x)
    cdef Step step(self, Step given)
    cdef object last(self, int x, object y=*, number z=*)

cdef class Quiet(Machine):
    cdef str first(self, number x)
    cdef str after(self, number x, number *y)

ctypedef int (*visitor)(Machine, int) except? -1
cdef int visit(Machine machine, visitor f, int n) except? -1
