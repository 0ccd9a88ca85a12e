cimport cython

cdef class Machine:
    cdef str first(self, number x):
        return "Machine " + cython.typeof(x)

    cdef int plain(self, int x, int y=5):
        return self.state + x + y

    cdef number changed(self, number x, int by):
        if number is object:
            return [x, by]
        return x + by + self.state

    cpdef number seen(self, number x):
        return x

    cdef Step step(self, Step given):
        given.count += 1
        given.by[1] = given.by[0]
        return given

    cdef object last(self, int x, object y=None, number z=3):
        return x, y, z, cython.typeof(z)

cdef class Quiet(Machine):
    cdef str first(self, number x):
        return "Quiet " + cython.typeof(x)

    cdef str after(self, number x, number *y):
        return "after " + cython.typeof(x)

cdef int visit(Machine machine, visitor f, int n) except? -1:
    return f(machine, n)
