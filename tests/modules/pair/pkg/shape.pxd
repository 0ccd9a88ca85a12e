ctypedef fused number:
    int
    double
ctypedef fused text:
    str
    bytes
cdef struct Point:
    int x
    double y
cdef union Either:
    int i
    float f
ctypedef int (*callback)(int, void *) except -1
ctypedef unsigned long count_t
cdef enum Colour:
    RED = 1, GREEN

cdef int counter
cdef object anything
cdef Point origin
cdef int[4] numbers
cdef double (*function)(double) noexcept

cdef number scaled(number x, number *by)
cdef both(number x, text y)
cpdef number twice(number x)
cdef int optional(int a, int b=*, object c=*)
cpdef defaults(a, b=*)
cdef const char *name_of(const Point *p, unsigned long long n, count_t m, signed char s, Py_UCS4 c, bint flag)
cdef void quiet() noexcept nogil
cdef int minus(int whole, int part) except? -1
cdef (int, double) pair((int, double) given)
cdef float complex narrow(double complex z)
cdef Point moved(Point p, Colour colour) except *
cdef int call(callback f, int n, void *data) except -1
cdef inline int next_number(int n): return n + counter
