counter = 3
anything = [1]
origin.x = 7
numbers[2] = 5

cdef double half(double x) noexcept:
    return x / 2
function = half

cdef number scaled(number x, number *by):
    if by == NULL:
        raise ValueError("no factor")
    return x * by[0]
cdef both(number x, text y):
    return x, y
cpdef number twice(number x):
    return 2 * x
def make_default():
    return ["made"]
cdef int optional(int a, int b=7, object c=make_default()):
    c.append(a)
    return a + 10 * b + 1000 * len(c)
cpdef defaults(a, b=3):
    return a, b
cdef const char *name_of(const Point *p, unsigned long long n, count_t m, signed char s, Py_UCS4 c, bint flag):
    return b"yes" if p.x == 7 and n + m == 5 and s < 0 and c == u'\N{SNOWMAN}' and flag else b"no"
cdef void quiet() noexcept nogil:
    global counter
    counter += 1
cdef (int, double) pair((int, double) given):
    return given[0] + 1, given[1] * 2
cdef float complex narrow(double complex z):
    return <float complex>z
cdef Point moved(Point p, Colour colour) except *:
    if colour == GREEN:
        raise KeyError("green")
    p.x += 1
    return p
cdef int minus(int a, int b) except? -1:
    return a - b
def by_name():
    return minus(part=2, whole=9)
cdef int call(callback f, int n, void *data) except -1:
    return f(n, data) + 1
cdef api int for_others(int n, const char *s):
    return n + s[0]
