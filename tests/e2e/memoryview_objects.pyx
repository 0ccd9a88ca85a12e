# cython: language_level=3
"""Memoryviews as attributes, as Python objects, in closures and loops; copying; arrays of C memory."""
from cython.view cimport array as cvarray
from libc.stdlib cimport free, malloc
import array


def grid():
    return memoryview(array.array('i', range(12))).cast('B').cast('i', [3, 4])


cdef class Holder:
    """
    >>> numbers = array.array('d', [1, 2, 3])
    >>> holder = Holder(numbers)
    >>> holder.total(), holder.change(1, 9), numbers[1]
    (6.0, None, 10.0)
    >>> Holder().total()
    Traceback (most recent call last):
    AttributeError: Memoryview is not initialized
    >>> holder.table
    Traceback (most recent call last):
    AttributeError: Memoryview is not initialized
    >>> holder.table = grid()
    >>> holder.table[1, 2], holder.table.shape
    (6, (3, 4))
    >>> holder.table = 3
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'int'
    >>> view = holder.get()
    >>> view[0], len(view), list(view), view.base is numbers, str(view)
    (1.0, 3, [1.0, 10.0, 3.0], True, "<MemoryView of 'array' object>")
    >>> del holder
    >>> numbers.append(1)
    Traceback (most recent call last):
    BufferError: cannot resize an array that is exporting buffers
    >>> del view
    >>> numbers.append(1)
    """
    cdef double[:] data
    cdef public int[:, :] table

    def __init__(self, data=None):
        if data is not None:
            self.data = data

    def total(self):
        cdef double result = 0
        cdef Py_ssize_t i
        for i in range(self.data.shape[0]):
            result += self.data[i]
        return result

    def change(self, i, double value):
        self.data[i] = value
        self.data[i] += 1

    def get(self):
        return self.data


def seen(int[:, :] table):
    """
    >>> table = grid()
    >>> view = seen(table)
    >>> view.shape, view.strides, view.suboffsets, view.ndim, view.size, view.nbytes, view.itemsize
    ((3, 4), (16, 4), (-1, -1), 2, 12, 48, 4)
    >>> memoryview(view).tolist() == table.tolist(), memoryview(view[::2, 1:]).tolist()
    (True, [[1, 2, 3], [9, 10, 11]])
    >>> memoryview(view.T).tolist(), list(view[1, ::-1]), view[..., 0].shape
    ([[0, 4, 8], [1, 5, 9], [2, 6, 10], [3, 7, 11]], [7, 6, 5, 4], (3,))
    >>> view[0, 0] = 77
    >>> view[1] = 5
    >>> view[2, 1:] = view[1, 1:]
    >>> table.tolist()
    [[77, 1, 2, 3], [5, 5, 5, 5], [8, 5, 5, 5]]
    >>> view.is_c_contig(), view.T.is_f_contig(), view[:, 1:].is_c_contig()
    (True, True, False)
    >>> copy = view[:, 1:].copy()
    >>> copy[0, 0] = -1
    >>> copy.is_c_contig(), copy[0, 0], view[0, 1], view.copy_fortran().strides
    (True, -1, 1, (4, 12))
    >>> view['x']
    Traceback (most recent call last):
    TypeError: Cannot index with type '<class 'str'>'
    >>> view[9]
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> view[0, 0] = 2 ** 40
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    >>> view[::0]
    Traceback (most recent call last):
    ValueError: Step may not be zero (axis 0)
    """
    return table


def read_only(const int[:] numbers):
    """
    >>> view = read_only(memoryview(array.array('i', [1, 2])).toreadonly())
    >>> view[1], memoryview(view).readonly
    (2, True)
    >>> view[0] = 1
    Traceback (most recent call last):
    TypeError: Cannot assign to read-only memoryview
    """
    return numbers


def fill(int[:, :] table, int value):
    """
    >>> table = grid()
    >>> fill(table, 3)
    >>> table.tolist()
    [[4, 4, 4, 4], [7, 7, 7, 7], [3, 3, 3, 3]]
    """
    table[...] = value
    with nogil:
        table[0] = value + 1
        table[:, 1:] = table[:, :-1]
        table[1, :] = 7


def overlap(int[:] numbers, int[:] other):
    """
    >>> numbers = array.array('i', range(6))
    >>> overlap(numbers, array.array('i', [1, 2]))
    Traceback (most recent call last):
    ValueError: got differing extents in dimension 0 (got 6 and 2)
    >>> numbers.tolist()
    [4, 3, 2, 1, 0, 0]
    >>> overlap(numbers, array.array('i', [8]))
    >>> numbers.tolist()
    [8, 8, 8, 8, 8, 8]
    """
    numbers[1:] = numbers[:-1]
    numbers[::-1] = numbers
    numbers[:] = other


def copies(double[:, :] table):
    """
    >>> table = memoryview(array.array('d', range(6))).cast('B').cast('d', [2, 3])
    >>> copies(table)
    (True, False, False, True, -1.0, 0.0, 16, 4.0)
    """
    copy = table.copy()
    cdef double[::1, :] fortran = table.copy_fortran()
    copy[0, 0] = -1
    return (copy.is_c_contig(), copy.is_f_contig(), fortran.is_c_contig(), fortran.is_f_contig(),
            copy[0, 0], table[0, 0], fortran.strides[1], fortran[1, 1])


def loops(int[:] numbers, int[:, :] table):
    """
    >>> loops(array.array('i', [5, 6]), grid())
    ([5, 6, 0, 4, 8], 11)
    """
    cdef int number
    result = []
    for number in numbers:
        numbers = None
        result.append(number)
    for row in table:
        result.append(row[0])
    return result, max(number for row in table for number in row)


def closures(int[:] numbers):
    """
    >>> numbers = array.array('i', [5, 6])
    >>> get, put, take = closures(numbers)
    >>> put(1, 9), get(1), numbers[1]
    (None, 9, 9)
    >>> take(array.array('i', [1, 2, 3])), get(2)
    (None, 3)
    >>> numbers.append(1)
    """
    def get(Py_ssize_t i):
        return numbers[i]

    def put(i, value):
        numbers[i] = value

    def take(other):
        nonlocal numbers
        numbers = other
    return get, put, take


def memory():
    """
    >>> memory()
    (5, (2, 3), 3, 5, 1, 8)
    """
    cdef int *numbers = <int *>malloc(24)
    cdef int[2][3] table
    cdef int i
    for i in range(6):
        numbers[i] = i
    shaped = <int[:2, :3]>numbers
    cdef int[:, ::1] c_order = shaped
    cdef int[::1, :] fortran = <int[:2:1, :3]>numbers
    cdef int[:, :] whole = <int[:, :]>table
    table[1][2] = 8
    result = c_order[1, 2], shaped.shape, shaped[1, 0], fortran[1, 2], fortran[1, 0], whole[1, 2]
    c_order = fortran = None
    del shaped
    free(numbers)
    return result


def no_memory():
    """
    >>> no_memory()
    Traceback (most recent call last):
    ValueError: Cannot create cython.array from NULL pointer
    """
    cdef int *numbers = NULL
    return <int[:2]>numbers


def annotated(numbers: double[:], other: double[:] = None):
    """
    >>> annotated(array.array('d', [1, 2]))
    (2.0, True)
    >>> annotated(None)
    Traceback (most recent call last):
    TypeError: Argument 'numbers' must not be None
    """
    return numbers[1], other is None


cdef int[:] unset


def unbound_global():
    """
    >>> unbound_global()
    Traceback (most recent call last):
    UnboundLocalError: local variable 'unset' referenced before assignment
    """
    return unset[0]


cdef int last(int *numbers, Py_ssize_t count):
    return numbers[count - 1]


def addresses(int[::1] numbers):
    """
    >>> addresses(array.array('i', [1, 2, 3]))
    (3, 3, 7)
    >>> addresses(array.array('i'))
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    cdef int[3] local = [5, 6, 7]
    cdef int[:] view = local
    first = last(&numbers[0], numbers.shape[0])
    del numbers
    return first, view.shape[0], view[2]


def arrays():
    """
    >>> arrays()
    (5, (2, 3), 2, [[4, 4, 4], [4, 5, 4]])
    """
    numbers = cvarray(shape=(2, 3), itemsize=sizeof(int), format="i")
    cdef int[:, :] table = numbers
    table[:] = 4
    table[1, 1] = 5
    return numbers[1, 1], numbers.shape, len(numbers), memoryview(numbers).tolist()


class Named(cvarray):
    """
    >>> named = Named((2,), itemsize=1, format="b")
    >>> named.name = "x"
    >>> named[0] = 5
    >>> named[0], named.name, memoryview(named).shape
    (5, 'x', (2,))
    """


def objects():
    """
    >>> objects()
    ('y', 'y', 'z', 'z')
    """
    items = cvarray(shape=(4,), itemsize=sizeof(void *), format="O")
    cdef object[:] view = items
    view[:] = "x"
    view[1] = "y"
    view[0] = view[1]
    view[2:] = "z"
    return tuple(view)


cdef struct Point:
    int x
    double y


def structs():
    """
    >>> structs()
    ({'x': 3, 'y': 2.5}, 2, {'x': 3, 'y': 2.5}, {'x': 7, 'y': 0.0})
    """
    cdef Point[2] points = [Point(0, 0), Point(0, 0)]
    cdef Point[:] view = <Point[:]>points
    view[0].x = 3
    view[0].y = 2.5
    seen = (<object>view)
    seen[1] = {"x": 7, "y": 0}
    return view[0], len(view), seen[0], seen[1]
