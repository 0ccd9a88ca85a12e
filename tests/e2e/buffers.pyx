# cython: language_level=3
"""Extension types that give their memory away."""
from cpython.buffer cimport PyBUF_FORMAT, PyBUF_ND, PyBUF_STRIDES, PyBUF_WRITABLE, PyBuffer_FillInfo, PyBuffer_Release, PyObject_GetBuffer

log = []


cdef class Grid:
    """
    >>> grid = Grid()
    >>> view = memoryview(grid)
    >>> view.tolist(), view.format, view.shape, view.strides, view.readonly, view.obj is grid
    ([[0, 1, 2], [10, 11, 12]], 'i', (2, 3), (12, 4), False, True)
    >>> view[1, 2] = 99
    >>> other = memoryview(grid)
    >>> other[1, 2], grid.exports
    (99, 2)
    >>> del view, other
    >>> grid.exports, taken()
    (0, ['released 1', 'released 0'])
    >>> bytes(grid)[:4], hash(memoryview(bytes(grid))) is not None, taken()
    (b'\\x00\\x00\\x00\\x00', True, ['released 0', 'released 0'])
    """
    cdef int[6] numbers
    cdef Py_ssize_t[2] shape, strides
    cdef readonly int exports

    def __cinit__(self):
        self.numbers[0:6] = [0, 1, 2, 10, 11, 12]
        self.shape = [2, 3]
        self.strides[:2] = (12, 4)

    def __getbuffer__(self, Py_buffer *view, int flags):
        view.buf = self.numbers
        view.obj = self
        view.len = sizeof(self.numbers)
        view.itemsize = sizeof(int)
        view.readonly = 0
        view.ndim = 2
        view.format = NULL
        if flags & PyBUF_FORMAT:
            view.format = b"i"
        view.shape = self.shape if flags & PyBUF_ND else NULL
        view.strides = self.strides if (flags & PyBUF_STRIDES) == PyBUF_STRIDES else NULL
        view.suboffsets = NULL
        view.internal = NULL
        self.exports += 1

    def __releasebuffer__(self, Py_buffer *view):
        self.exports -= 1
        log.append(f"released {self.exports}")


cdef class Refusing:
    """
    >>> memoryview(Refusing())
    Traceback (most recent call last):
        ...
    BufferError: not today
    >>> first_byte(Refusing(), False)
    Traceback (most recent call last):
        ...
    BufferError: not today
    """
    def __getbuffer__(self, Py_buffer *view, int flags):
        raise BufferError("not today")


cdef class Words:
    """
    >>> view = memoryview(Words(b"words"))
    >>> view.tobytes(), view.readonly
    (b'words', True)
    >>> first_byte(Words(b"abc"), False), first_byte(SubWords(b"b"), False)
    (97, 98)
    >>> first_byte(Words(b"abc"), True)
    Traceback (most recent call last):
        ...
    BufferError: Object is not writable.
    >>> first_byte(3, False)
    Traceback (most recent call last):
        ...
    TypeError: a bytes-like object is required, not 'int'
    """
    cdef bytes held

    def __init__(self, held):
        self.held = held

    def __getbuffer__(self, Py_buffer *view, int flags):
        PyBuffer_FillInfo(view, self, <char *> self.held, len(self.held), 1, flags)


cdef class SubWords(Words):
    pass


def first_byte(o, bint writable):
    cdef Py_buffer view
    PyObject_GetBuffer(o, &view, PyBUF_WRITABLE if writable else 0)
    try:
        return (<unsigned char *> view.buf)[0]
    finally:
        PyBuffer_Release(&view)


def taken():
    found = list(log)
    log.clear()
    return found


cdef char[8] letters


def slices(int start, bytes text):
    """
    >>> slices(2, b"xyz")
    (b'..xyz...', b'..12z...', b'##12z.##')
    """
    cdef const char *from_c = text
    letters[:] = [c'.', c'.', c'.', c'.', c'.', c'.', c'.', c'.']
    letters[start:start + 3] = from_c
    first = letters[:8]
    letters[start:start + 2] = [c'1', c'2']
    second = letters[:8]
    letters[:2] = [c'#', c'#']
    letters[6:] = [c'#', c'#']
    return first, second, letters[:8]


def wrong_length(int stop):
    """
    >>> wrong_length(3)
    Traceback (most recent call last):
        ...
    ValueError: Assignment to slice of wrong length, expected 2, got 3
    """
    letters[:stop] = [c'1', c'2']
