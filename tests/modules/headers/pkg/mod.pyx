cdef public struct Pt:
    int x
    double y
cdef public int pub_add(int a, Pt *p):
    return a + p.x
cdef public double level = 2.5
cdef api int api_twice(int a, const char *s) except -1:
    if a < 0:
        raise ValueError(a)
    return 2 * a + s[0]
cdef api double shared = 0.5
cdef api object give(Pt p):
    return p.x, p.y
def peek():
    return shared
