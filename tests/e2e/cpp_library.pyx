# distutils: language = c++
# cython: language_level=3
"""C++'s library: containers and text from and to Python, iteration, algorithms, references."""
from cython.operator cimport dereference as deref, preincrement as inc
from libcpp cimport bool
from libcpp.algorithm cimport sort
from libcpp.map cimport map
from libcpp.pair cimport pair
from libcpp.set cimport set as cset
from libcpp.string cimport string
from libcpp.unordered_map cimport unordered_map
from libcpp.vector cimport vector


cdef int total(vector[int]& numbers):
    cdef int sum = 0
    for number in numbers:
        sum += number
    numbers.push_back(sum)
    return sum


cdef vector[int] countdown(int n):
    cdef vector[int] numbers
    for i in range(n):
        numbers.push_back(n - i)
    return numbers


def converted(vector[int] numbers, string text, dict counts, pair[int, double] both):
    """
    >>> converted([1, 2, 3], b'abc', {b'x': 1}, (1, 2.5))
    (6, [1, 2, 3, 6], b'abc!!', {b'new': 5, b'x': 1}, (1, 2.5), 3)
    >>> converted([1, 'a'], b'', {}, (1, 2))
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> converted([], b'', {}, (1, 2, 3))
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 2)
    """
    cdef map[string, int] found = counts
    found[b"new"] = 5
    length = text.size()
    return total(numbers), numbers, text + b"!!", found, both, length


def items():
    """
    >>> items()
    [(b'a', 2), (b'b', 3)]
    """
    cdef map[string, int] counts = {b"a": 1, b"b": 2}
    found = []
    for item in counts:
        found.append((item.first, item.second + 1))
    return found


def sorted_numbers(int n):
    """
    >>> sorted_numbers(4)
    ([1, 2, 3, 4], {1, 2, 7}, 1, 0)
    """
    cdef vector[int] numbers = countdown(n)
    sort(numbers.begin(), numbers.end())
    cdef cset[int] some = {1, 2}
    some.insert(7)
    return numbers, some, some.count(7), some.count(8)


def iterators(vector[double] numbers):
    """
    >>> iterators([1, 2.5])
    ([1.0, 2.5], True)
    """
    cdef vector[double].iterator at = numbers.begin()
    found = []
    while at != numbers.end():
        found.append(deref(at))
        inc(at)
    return found, at == numbers.end()


def checked(vector[int] numbers, size_t index):
    """
    >>> checked([4, 5], 1)
    5
    >>> checked([4, 5], 2)
    'IndexError'
    """
    try:
        return numbers.at(index)
    except IndexError as e:
        return type(e).__name__


def on_heap(int n):
    """
    >>> on_heap(3)
    (4, 1.5, 2.0)
    """
    cdef vector[double] *numbers = new vector[double](n, 1.5)
    try:
        numbers.push_back(2)
        return numbers.size(), deref(numbers)[2], numbers.at(3)
    finally:
        del numbers


cdef vector[vector[double]] matrix = [[1, 2], [3, 4]]
cdef bool flag = True


def globals_of_module():
    """
    >>> globals_of_module()
    ([[1.0, 2.0], [3.0, 4.0], []], True)
    """
    matrix.resize(3)
    return matrix, flag


cdef class Stack:
    """
    >>> stack = Stack([5, 6])
    >>> stack.push(9)
    >>> stack.pop(), len(stack), stack.items, stack.named(b'x'), stack.named(b'x')
    (9, 2, [5, 6], 1, 2)
    >>> Stack().pop()
    Traceback (most recent call last):
    IndexError: pop from an empty stack
    """
    cdef vector[int] data
    cdef unordered_map[string, int] names

    def __cinit__(self, items=()):
        for item in items:
            self.data.push_back(item)

    def push(self, int item):
        self.data.push_back(item)

    def pop(self):
        if self.data.empty():
            raise IndexError("pop from an empty stack")
        item = self.data.back()
        self.data.pop_back()
        return item

    def named(self, string name):
        self.names[name] += 1
        return self.names[name]

    def __len__(self):
        return self.data.size()

    @property
    def items(self):
        return self.data
