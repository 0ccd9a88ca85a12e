# cython: language_level=3
cdef extern from *:
    """
    extern PyTypeObject PointType;
    #define is_point(o) PyObject_TypeCheck(o, &PointType)
    #define basic_size() (PointType.tp_basicsize)
    """
    bint is_point(object)
    Py_ssize_t basic_size()


cdef public class Base [object BaseObject, type BaseType]:
    cdef public int tag

    cdef int tagged(self) except -1:
        return self.tag

    def __len__(self):
        return 4


cdef public class Point(Base) [object PointObject, type PointType]:
    cdef public int x
    cdef double y
    cdef readonly object name
    cdef Point other
    cdef object __weakref__
    cdef dict __dict__

    def __init__(self, x, y=0.5):
        self.x, self.y = x, y
        self.name = "point"

    def __add__(self, other):
        return Point(self.x + (other if not isinstance(other, Point) else other.x))

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == (<Point> other).x

    def __hash__(self):
        return self.x

    def __iter__(self):
        return iter([self.x, self.y])

    def __getitem__(self, i):
        return self.name, i

    def __call__(self, *args, **kwargs):
        return args, kwargs

    def link(self, Point other):
        self.other = other

    cdef int tagged(self) except -1:
        return self.tag + 1000

    def tell(self):
        return self.tagged()


cdef public class Named(Point) [object NamedObject, type NamedType]:
    cdef object title

    def __cinit__(self):
        self.title = "T"

    def __repr__(self):
        return f"Named({self.x})"


cdef class Private(Named):
    pass


cdef api class Circle [object CircleObject, type CircleType]:
    cdef double radius
    cdef Point centre

    def __init__(self, radius, centre=None):
        self.radius = radius
        self.centre = centre


cdef api Point centre_of(Circle circle):
    return circle.centre


cdef api int scaled(Point point, int by) except -1:
    if by < 0:
        raise ValueError("negative")
    point.x *= by
    return point.x


cdef api object title_of(Named named):
    return named.title


cdef public Point middle(Point a, Point b):
    return Point((a.x + b.x) // 2)


def checks():
    return [is_point(Point(1)), is_point(Private(1)), is_point(3), basic_size() == Point.__basicsize__]


def make_private(x):
    return Private(x)
