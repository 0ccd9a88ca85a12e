# distutils: language = c++
# cython: language_level=3
"""C++ classes of headers: construction, inheritance, overloads, operators, exceptions, fields of extension types."""
from libcpp.vector cimport vector
from libcpp.string cimport string
from libcpp.map cimport map
from libcpp.memory cimport shared_ptr, unique_ptr, make_shared
from libcpp.utility cimport move, pair
from cython.operator cimport dereference as deref
cdef extern from *:
    """
    #include <stdexcept>
    struct Shape { int n; virtual ~Shape() { Shape::count--; } Shape(int n) : n(n) { count++; } Shape() : n(0) { count++; } Shape(const Shape& o) : n(o.n) { count++; }
        virtual double area() const { return n; } static int count; int get(int k = 3) { if (k < 0) throw std::out_of_range("neg"); return n + k; }
        Shape operator+(const Shape& o) const { return Shape(n + o.n); }
        bool operator<(const Shape& o) const { return n < o.n; }
        Shape& operator+=(int k) { n += k; return *this; }
        int operator()(int a, int b) { return n * a + b; }
        operator bool() const { return n != 0; } };
    int Shape::count = 0;
    struct Square : Shape { Square(int k) : Shape(k) {} double area() const { return n * n; } };
    static double area_of(const Shape& s) { return s.area(); }
    static double area_of(const Shape* s, double f) { return s->area() * f; }
    namespace ns { static int twice(int x) { return 2 * x; } struct Point { int x, y; }; enum Color { RED, GREEN = 5 }; template <class T> T big(T a, T b) { return a > b ? a : b; } }
    static void thrower(int k) { if (k == 1) throw std::invalid_argument("bad k"); if (k == 2) throw 7; if (k == 3) throw std::bad_alloc(); }
    static void handle() { PyErr_SetString(PyExc_KeyError, "handled"); }
    """
    cdef cppclass Shape:
        int n
        Shape() except +
        Shape(int) except +
        double area()
        int get() except +
        int get(int) except +
        Shape operator+(const Shape&)
        bint operator<(const Shape&)
        int operator()(int, int)
        bint operator bool()

    cdef cppclass Square(Shape):
        Square(int) except +
    double area_of(const Shape&)
    double area_of(const Shape*, double)
    void thrower(int) except +
    void thrower_v "thrower"(int) except +ValueError
    void handle()
    void thrower_h "thrower"(int) except +handle
    int shape_count "Shape::count"
cdef extern from * namespace "ns":
    int twice(int)
    struct Point:
        int x
        int y
    enum Color:
        RED
        GREEN
    T big[T](T, T)

cdef class Box:
    cdef Shape* p
    cdef Shape v
    cdef map[string, vector[int]] m
    cdef shared_ptr[Shape] sp
    def __cinit__(self, int n):
        self.p = new Shape(n)
        self.sp = make_shared[Shape](n + 1)
        self.m[b"a"].push_back(n)
    def __dealloc__(self):
        del self.p
    def info(self):
        return self.p.n, self.p.get(), self.p.get(4), self.v.n, self.m, deref(self.sp).n, self.sp.get().area()
    def bad(self):
        return self.p.get(-1)

def objects():
    """
    >>> objects()
    7 True 17 1
    25.0 25.0 50.0 3.0
    42 5 4 2.5
    3 {'x': 1, 'y': 2}
    ValueError bad k
    RuntimeError Unknown exception
    MemoryError std::bad_alloc
    ValueError bad k
    KeyError 'handled'
    ValueError
    KeyError 'handled'
    [b'xz!', b'yz!'] [3, 3]
    8 True False
    4 5
    """
    cdef Shape a = Shape(3), b = Shape(4)
    cdef Shape c = a + b
    print(c.n, a < b, c(2, 3), 1 if c else 0)
    cdef Square* sq = new Square(5)
    cdef Shape* base = sq
    print(base.area(), area_of(deref(sq)), area_of(base, 2.0), area_of(a))
    del sq
    print(twice(21), GREEN, big(3, 4), big[double](2, 2.5))
    cdef Point pt = Point(1, 2)
    print(pt.x + pt.y, pt)
    for f in (1, 2, 3):
        try:
            thrower(f)
        except Exception as e:
            print(type(e).__name__, e, sep=' ' if str(e) else '')
    for g in range(1, 3):
        try:
            thrower_v(g)
        except Exception as e:
            print(type(e).__name__, e, sep=' ' if str(e) else '')
        try:
            thrower_h(g)
        except Exception as e:
            print(type(e).__name__, e, sep=' ' if str(e) else '')
    cdef vector[string] names = ["x".encode(), b"y"]
    cdef unsigned int i
    for i in range(names.size()):
        names[i] = names[i] + b"z"
        names[i] += b"!"
    print(names, [s.size() for s in names])
    cdef unique_ptr[Shape] up
    up.reset(new Shape(8))
    cdef unique_ptr[Shape] up2 = move(up)
    print(up2.get().n, up.get() == NULL, <bint> up)
    if True:
        a = b
        try_it = a.get(1)
    print(a.n, try_it)


def fields():
    """
    >>> fields()
    ((7, 10, 11, 0, {b'a': [7]}, 8, 8.0), 'neg', 0)
    """
    box = Box(7)
    found = box.info()
    try:
        box.bad()
    except IndexError as e:
        message = str(e)
    del box
    return found, message, shape_count
