# cython: language_level=3
"""Text that is encoded for C functions."""
from libc.string cimport strlen


cdef int count_byte(const char *text, Py_ssize_t size, char wanted):
    cdef Py_ssize_t i
    cdef int count = 0
    for i in range(size):
        count += text[i] == wanted
    return count


cdef bytes read(const char *text):
    return text


def sizes(str text):
    """
    >>> sizes("abc"), sizes("äöü"), sizes(""), sizes("a\\0b"), sizes("\\U0001F600")
    ((3, 3), (6, 6), (0, 0), (1, 3), (4, 4))
    >>> sizes("\\ud800")
    Traceback (most recent call last):
    ...
    UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed
    >>> sizes(None)
    Traceback (most recent call last):
    ...
    AttributeError: 'NoneType' object has no attribute 'encode'
    """
    cdef bytes encoded = text.encode("utf-8")
    return strlen(<const char *>encoded), len(encoded)


def counts(list texts, str wanted):
    """
    >>> counts(["banana", "äa", "", "ccc"], "a")
    [3, 1, 0, 0]
    """
    cdef bytes encoded, letter = wanted.encode("ascii")
    cdef const char *first = letter
    found = []
    for text in texts:
        encoded = (<str>text).encode()
        found.append(count_byte(encoded, len(encoded), first[0]))
    return found


def encodings(str text):
    """
    >>> encodings("abc")
    (b'abc', b'abc')
    >>> encodings("Ä")
    (b'\\xc4', b'\\xc3\\x84')
    """
    cdef bytes latin = text.encode("latin-1"), utf8 = text.encode("utf-8")
    return read(latin), read(utf8)


def refused(str text):
    """
    >>> refused("abc")
    b'abc'
    >>> refused("Ä")
    Traceback (most recent call last):
    ...
    UnicodeEncodeError: 'ascii' codec can't encode character '\\xc4' in position 0: ordinal not in range(128)
    """
    cdef bytes encoded = text.encode("ascii")
    return read(encoded)


def kept(str text):
    """The pointer is good after the text is gone.

    >>> kept("x" * 4)
    (b'xxxx!', b'xxxx!')
    """
    cdef bytes encoded = (text + "!").encode()
    cdef const char *pointer = encoded
    text = "other" * 3
    return read(pointer), read(encoded)


def of_subclass(text):
    """
    >>> class Text(str): pass
    >>> of_subclass(Text("abc")), of_subclass(Text("äb"))
    (3, 3)
    """
    cdef bytes encoded = (<str>text).encode("utf-8")
    return strlen(<const char *>encoded)


def also_object(str text):
    """What Python sees is bytes.

    >>> also_object("abc")
    (b'abc', 3)
    """
    cdef bytes encoded = text.encode("utf-8")
    return encoded, strlen(<const char *>encoded)


def written(str text):
    """Memory that is written to is that of the bytes alone.

    >>> written("abcdefgh"), "abcdefgh"
    (b'Xbcdefgh', 'abcdefgh')
    """
    cdef bytes encoded = text.encode("utf-8")
    cdef char *pointer = encoded
    pointer[0] = c"X"
    return read(pointer)


def sometimes(str text, bint encode):
    """
    >>> sometimes("abc", True)
    3
    >>> sometimes("abc", False)
    Traceback (most recent call last):
    ...
    TypeError: expected bytes, NoneType found
    """
    cdef bytes encoded = None
    if encode:
        encoded = text.encode()
    return strlen(<const char *>encoded)
