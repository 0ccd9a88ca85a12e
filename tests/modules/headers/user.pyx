# The header that the other module made.
cdef extern from "pkg/mod_api.h":
    cdef struct Pt "Pt":
        int x
        double y
    int import_pkg__mod() except -1
    int api_twice(int, const char *) except -1
    double shared
    object give(Pt)
import_pkg__mod()
def t():
    global shared
    shared = 7.25
    cdef Pt p
    p.x, p.y = 3, 4.5
    return api_twice(4, b"\x01"), give(p)
def bad():
    return api_twice(-1, b"a")
