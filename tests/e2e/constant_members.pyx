# cython: language_level=3
"""Membership of C characters in constants."""


def vowels(bytes text):
    r"""
    >>> vowels(b"the quick brown fox"), vowels(b"\xff\x80\x81"), vowels(b"")
    (5, 2, 0)
    """
    cdef const char *data = text
    cdef int i, count = 0
    for i in range(len(text)):
        if data[i] in b"aeiou\xff\x80":
            count += 1
    return count


def bytes_of(bytes text):
    r"""
    >>> bytes_of(b"abcd\xff\x00")
    [True, True, True, False, True, False]
    """
    cdef unsigned char c
    return [c in b"abc\xff" for c in text]


def marks(str text):
    r"""
    >>> marks("a.x\u20ac\U0001f600")
    [(False, True, False), (True, True, False), (False, True, True), (True, True, False), (True, True, False)]
    """
    cdef Py_UCS4 c
    return [(c in ".,;\u20ac\U0001f600", c not in "", c in "x") for c in text]


def repeated(str text):
    r"""
    >>> repeated("ab XYZ 09")
    4
    """
    cdef int calls = 0
    cdef Py_UCS4 c
    for c in text:
        if c in "aaabbb" or c in "abcdefghijklmnopqrstuvwxyz0123456789":
            calls += 1
    return calls
