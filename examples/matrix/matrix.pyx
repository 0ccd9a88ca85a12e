# cython: language_level=3
"""Matrices as lists of lists outside, and as plain C arrays inside."""

from libc.stdlib cimport free, malloc


cdef double *allocate(Py_ssize_t count) except NULL:
    cdef double *memory = <double *> malloc((count + 1) * sizeof(double))
    if memory == NULL:
        raise MemoryError()
    return memory


cdef int copy_in(list rows, Py_ssize_t height, Py_ssize_t width, double *memory) except -1:
    cdef Py_ssize_t i, j
    for i in range(height):
        row = rows[i]
        if len(row) != width:
            raise ValueError(f"row {i} has {len(row)} numbers instead of {width}")
        for j in range(width):
            memory[i * width + j] = row[j]
    return 0


cdef void multiply_into(double *a, double *b, double *c, Py_ssize_t n, Py_ssize_t m, Py_ssize_t p) noexcept nogil:
    cdef Py_ssize_t i, j, k
    cdef double factor
    for i in range(n):
        for j in range(p):
            c[i * p + j] = 0.0
        for k in range(m):
            factor = a[i * m + k]
            for j in range(p):
                c[i * p + j] += factor * b[k * p + j]


def multiply(list a, list b):
    """The product of two matrices.

    >>> multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    [[19.0, 22.0], [43.0, 50.0]]
    >>> multiply([[1, 2, 3]], [[1], [2], [3]])
    [[14.0]]
    >>> multiply([[1, 2]], [[1, 2]])
    Traceback (most recent call last):
    ValueError: a row of 2 does not fit 1 rows
    >>> multiply([[1, 2], [3]], [[1, 2], [3, 4]])
    Traceback (most recent call last):
    ValueError: row 1 has 1 numbers instead of 2
    >>> multiply([[1, "2"]], [[1], [2]])
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    if not a or not b:
        return []
    cdef Py_ssize_t n = len(a), m = len(a[0]), p = len(b[0])
    if m != len(b):
        raise ValueError(f"a row of {m} does not fit {len(b)} rows")
    cdef double *memory = allocate(n * m + m * p + n * p)
    cdef double *left = memory
    cdef double *right = memory + n * m
    cdef double *product = right + m * p
    cdef Py_ssize_t i, j
    try:
        copy_in(a, n, m, left)
        copy_in(b, m, p, right)
        with nogil:
            multiply_into(left, right, product, n, m, p)
        return [[product[i * p + j] for j in range(p)] for i in range(n)]
    finally:
        free(memory)


def identity(Py_ssize_t n):
    """
    >>> identity(2)
    [[1.0, 0.0], [0.0, 1.0]]
    """
    cdef Py_ssize_t i, j
    return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]


def test_the_identity_changes_nothing():
    square = [[float(i * 7 + j * 3) for j in range(6)] for i in range(6)]
    assert multiply(square, identity(6)) == square
    assert multiply(identity(6), square) == square


def main():
    n = 200
    a = [[(i * j) % 7 + 0.5 for j in range(n)] for i in range(n)]
    c = multiply(a, a)
    print(f"{n} x {n}: the trace of the square is {sum([c[i][i] for i in range(n)])}")


if __name__ == "__main__":
    main()
