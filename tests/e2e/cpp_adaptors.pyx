# distutils: language = c++
# cython: language_level=3
"""More of C++'s library: adaptors, algorithms, numbers, text, scoped enums."""
from libcpp.vector cimport vector
from libcpp.complex cimport complex as cc
from libcpp.functional cimport function
from libcpp.optional cimport optional, nullopt, make_optional
from libcpp.limits cimport numeric_limits
from libcpp.numeric cimport accumulate, iota
from libcpp.forward_list cimport forward_list
from libcpp.atomic cimport atomic
from libcpp.queue cimport queue, priority_queue
from libcpp.stack cimport stack
from libcpp.deque cimport deque
from libcpp.string cimport string, npos, to_string, stoi
from libcpp.string_view cimport string_view
from libcpp.algorithm cimport max_element, find, reverse
from cython.operator cimport dereference as deref
cdef extern from *:
    """
    enum class Color : int { RED, GREEN = 7 };
    static Color pick(int i) { return i ? Color::GREEN : Color::RED; }
    """
    cdef enum class Color:
        RED
        GREEN
    Color pick(int)

cdef int twice(int x) noexcept:
    return 2 * x

def values():
    """
    >>> values()
    True False False
    True 6 4
    -2.0 4.0 (-2+4j)
    True 7
    False
    5 5
    False 2147483647 2.220446049250313e-16
    1 2
    1.5
    [1, 7, 7, 7]
    b'121.500000' 4 True 42
    [2, 3]
    7
    [4, 3, 2, 1]
    3 b'hel'
    """
    cdef vector[int] v = [1, 2, 3], w = v
    print(v == w, v != w, v < w)
    w.push_back(4)
    print(v < w, accumulate(v.begin(), v.end(), 0), deref(max_element(w.begin(), w.end())))
    cdef cc[double] z = cc[double](1, 2)
    z = z * z + 1.0
    print(z.real(), z.imag(), z)
    cdef Color c = pick(1)
    print(c == Color.GREEN, <int>c)
    cdef function[int(int)] f
    cdef optional[int] o
    print(o.has_value())
    o = 5
    print(o.value(), deref(o))
    o = nullopt
    print(o.has_value(), numeric_limits[int].max(), numeric_limits[double].epsilon())
    cdef queue[int] q
    q.push(1); q.push(2)
    print(q.front(), q.size())
    cdef stack[double] s
    s.push(1.5)
    print(s.top())
    cdef deque[int] d = deque[int](3, 7)
    d.push_front(1)
    print([x for x in d])
    cdef string t = to_string(12) + to_string(1.5)
    print(t, t.find(b"5"), t.find(b"x") == npos, stoi(b"42"))
    cdef forward_list[int] fl
    fl.push_front(3); fl.push_front(2)
    print([x for x in fl])
    cdef atomic[int] a
    a.store(4)
    a.fetch_add(3)
    print(a.load())
    reverse(w.begin(), w.end())
    print(w)
    cdef string_view sv = string_view(b"hello", 3)
    print(sv.size(), sv)


cdef void store(int& place, int value):
    place = value


def by_reference():
    """
    >>> by_reference()
    (7, [1, 9])
    """
    cdef int number = 0
    cdef vector[int] numbers = [1, 2]
    store(number, 7)
    store(numbers[1], 9)
    return number, numbers
