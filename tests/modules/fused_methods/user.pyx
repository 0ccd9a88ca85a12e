cimport cython
from base cimport Machine, Quiet, Step, number, visit
cimport base

cdef class Own(Quiet):
    cdef int more

    def __init__(self, int state):
        self.state = state

    cdef int plain(self, int x, int y=7, int z=11):
        return x + y + z

    cdef str own(self, number x):
        return "own " + cython.typeof(x)

cdef int visitor(Machine machine, int n) except? -1:
    if n < 0:
        raise IndexError(n)
    return machine.plain(n)

def calls(Machine m):
    cdef Step step
    step.count = 4
    step.by[0] = 0.5
    step = m.step(step)
    return (m.first(1), m.first(1.5), m.first[object](1), m.plain(1), m.plain(1, 2), m.changed(3, 4), m.changed(0.5, 4),
            m.changed("a", 4), m.seen(3), m.seen(2.5), step.count, step.by[1])

def quiet(Quiet q):
    cdef int i = 0
    cdef double d = 0
    return q.after(1, &i), q.after(1.0, &d), q.first(1), q.first(1.5)

def own(Own o):
    return o.own(1), o.own("a"), o.plain(1), o.plain(1, 2, 3)

def visits(Machine m):
    found = [visit(m, visitor, 3)]
    try:
        base.visit(m, visitor, -1)
    except IndexError as error:
        found.append(error.args)
    return found
