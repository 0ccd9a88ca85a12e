# cython: language_level=3, boundscheck=False
"""Edit distance: one row of a table in C memory."""

from libc.stdlib cimport free, malloc


def distance(str a not None, str b not None):
    """How many letters have to be changed, added or removed.

    >>> distance("kitten", "sitting")
    3
    >>> distance("", "abc"), distance("abc", ""), distance("", "")
    (3, 3, 0)
    >>> distance("\\u20ac5", "$5")
    1
    >>> distance("a", None)
    Traceback (most recent call last):
    TypeError: Argument 'b' has incorrect type (expected str, got NoneType)
    """
    cdef Py_ssize_t n = len(a), m = len(b), i, j
    cdef int above, diagonal, cost, best
    cdef Py_UCS4 letter
    cdef int *row = <int *> malloc((m + 1) * sizeof(int))
    if row == NULL:
        raise MemoryError()
    try:
        for j in range(m + 1):
            row[j] = <int> j
        for i in range(n):
            letter = a[i]
            diagonal = row[0]
            row[0] = <int> i + 1
            for j in range(m):
                above = row[j + 1]
                cost = 0 if letter == b[j] else 1
                best = diagonal + cost
                if above + 1 < best:
                    best = above + 1
                if row[j] + 1 < best:
                    best = row[j] + 1
                diagonal = above
                row[j + 1] = best
        return row[m]
    finally:
        free(row)


def closest(str word, list candidates):
    """The candidate with the smallest distance, the first one of several.

    >>> closest("pyxde", ["python", "pyxide", "oxide"])
    'pyxide'
    >>> closest("x", []) is None
    True
    """
    best = None
    cdef Py_ssize_t smallest = -1, current
    for candidate in candidates:
        current = distance(word, candidate)
        if smallest < 0 or current < smallest:
            smallest = current
            best = candidate
    return best


def test_distance_is_symmetric():
    names = ["", "a", "ab", "ba", "kitten", "sitting", "sunday", "saturday"]
    for first in names:
        for second in names:
            assert distance(first, second) == distance(second, first), (first, second)


def main():
    print("kitten -> sitting:", distance("kitten", "sitting"))
    print("did you mean", closest("lenght", ["depth", "length", "width"]), "?")


if __name__ == "__main__":
    main()
