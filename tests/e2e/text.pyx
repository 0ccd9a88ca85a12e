# cython: language_level=3
"""Text, bytes and characters with static types."""


def indexing(str text, bytes data, int i):
    """
    >>> indexing("h\u00e9llo", b"abc", 1), indexing("h\u00e9llo", b"abc", -1)
    (('\xe9', 98, True, False), ('o', 99, False, False))
    >>> indexing("abc", b"a", 7)
    Traceback (most recent call last):
    ...
    IndexError: string index out of range
    """
    return text[i], data[i], text[i] == "\u00e9", text[i] == "h"


def iteration(str text, bytes data):
    """
    >>> iteration("ab1", b"xy")
    (['a', 'b', '1'], [120, 121], 1)
    """
    digits = 0
    chars = []
    for c in text:
        chars.append(c)
        if c in "0123456789":
            digits += 1
    return chars, [b for b in data], digits


def methods(str s):
    """
    >>> methods("Some Text")
    ('some text', 'SOME TEXT', ['Some', 'Text'], True, False, 5, b'Some Text', 'S-o-m-e', 'S*me Text')
    """
    return (s.lower(), s.upper(), s.split(), s.startswith("So"), s.endswith("x"), s.find("T"), s.encode("utf-8"),
            "-".join(s[:4]), s.replace("o", "*"))


def none_receiver(str s):
    """
    >>> none_receiver("A")
    'a'
    >>> none_receiver(None)
    Traceback (most recent call last):
    ...
    AttributeError: 'NoneType' object has no attribute 'lower'
    """
    return s.lower()


def concatenation(str a, str b, int n):
    """
    >>> concatenation("x", "y", 3)
    ('xy', 'xxx', 'xyx', 'x-y')
    """
    c = a + b
    c += a
    return a + b, a * n, c, a + "-" + b


def formatting(int i, double d, str s, x):
    """
    >>> formatting(42, 1.5, "s", [1])
    ('42 1.5 s [1]', '   42|0042|2a|1.50|s    |', 'i=42', "'s'", '42', '1.5')
    """
    return (f"{i} {d} {s} {x}", f"{i:5d}|{i:04d}|{i:x}|{d:.2f}|{s:<5}|", f"{i=}", f"{s!r}", str(i), str(d))


def comparison(str a, b):
    """
    >>> comparison("a", "a"), comparison("a", "b"), comparison("a", None)
    ((True, False, True), (False, True, False), (False, True, False))
    """
    return a == b, a != b, b is not None and b == "a"


def byte_values(bytes b):
    """
    >>> byte_values(b"a\\xff")
    (97, 255, 2, b'a', True)
    """
    cdef unsigned char first = b[0]
    return first, b[1], len(b), b[:1], b"\xff" in b


def characters(str s):
    """
    >>> characters("aB3 ")
    [(True, False, False), (True, True, False), (False, False, True), (False, False, False)]
    """
    result = []
    cdef Py_UCS4 c
    for c in s:
        result.append((c.isalpha(), c.isupper(), c.isdigit()))
    return result


def decoding(char *p, Py_ssize_t n):
    """
    >>> decoding(b"abc", 2)
    ('ab', b'ab', 'c')
    """
    return p[:n].decode("utf8"), p[:n], p[n:3].decode("latin-1")


cdef str joined(list parts):
    return ", ".join(parts)


def joining(*parts):
    """
    >>> joining("a", "b"), joining()
    ('a, b', '')
    """
    return joined(list(parts))


def constants():
    """
    >>> constants()
    (97, 98, 'c', b'd', 'e\\u20ac')
    """
    cdef char a = c'a'
    cdef char b = b'b'
    cdef Py_UCS4 c = u'c'
    return a, b, c, b"d", "e\u20ac"


def scan(str text):
    """
    >>> scan("aB 1_\xe9\u0416\u0661\U0001d7d8")
    ('aB\xe9\u0416', 'aB1\xe9\u0416\u0661\U0001d7d8', '1\u0661\U0001d7d8', 'a\xe9', 'B\u0416', 'AB 1_\xc9\u0416\u0661\U0001d7d8')
    >>> scan("")
    ('', '', '', '', '', '')
    """
    cdef Py_UCS4 c
    alpha = alnum = digit = lower = upper = ""
    changed = []
    for c in text:
        if c.isalpha():
            alpha += c
        if c.isalnum():
            alnum += c
        if c.isdigit():
            digit += c
        if c.islower():
            lower += c
        if c.isupper():
            upper += c
        changed.append(c.upper())
    return alpha, alnum, digit, lower, upper, "".join(changed)


def replaced(str text):
    """
    >>> replaced("abc")
    ['a', 'b', 'c']
    """
    out = []
    for c in text:
        text = "\u0416" * 5
        out.append(c)
    return out


def gradually(str text):
    """
    >>> [c for c in gradually("a\u0416")]
    ['a', '\u0416']
    """
    for c in text:
        yield c


def codecs(str text, bytes data):
    """
    >>> codecs("abc", b"xyz")
    (b'abc', b'abc', b'abc', b'abc', 'xyz', 'xyz', 'xyz', 'xyz')
    >>> codecs("\xe9", b"x")
    Traceback (most recent call last):
    ...
    UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)
    >>> codecs("a", b"\\xff")
    Traceback (most recent call last):
    ...
    UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
    >>> codecs(None, b"")
    Traceback (most recent call last):
    ...
    AttributeError: 'NoneType' object has no attribute 'encode'
    """
    return (text.encode("UTF_8"), text.encode("latin-1", "strict"), text.encode(), text.encode("ascii"),
            data.decode("utf8"), data.decode("ISO-8859-1"), data.decode(), data.decode("us-ascii"))


def other_codecs(str text):
    """
    >>> other_codecs("\xe9")
    (b'?', b'\\xe9\\x00', '\xe9')
    >>> unknown_codec("a")
    Traceback (most recent call last):
    ...
    LookupError: unknown encoding: nonsense
    """
    return text.encode("ascii", "replace"), text.encode("utf-16-le"), text.encode("utf-8").decode("utf-8", "ignore")


def unknown_codec(str text):
    return text.encode("nonsense")


def slices(bytes data, Py_ssize_t start, Py_ssize_t stop):
    """
    >>> slices(b"abcdef", 1, 3)
    ('bc', 'bc', 'bc', 'bcdef', 'abcdef')
    >>> slices(b"abcdef", 4, 2)
    ('', '', '', 'ef', 'abcdef')
    >>> slices(b"abcdef", -2, -1)
    ('e', 'e', 'e', 'ef', 'abcdef')
    """
    cdef const char *p = data
    return (p[start:stop].decode("ascii"), p[start:stop].decode("UTF8"), p[start:stop].decode("latin1"),
            p[start:].decode("utf-8"), p.decode("ascii"))


cdef extern from *:
    """
    #include <stdio.h>
    typedef unsigned char octet;
    """
    ctypedef unsigned char octet
    int snprintf(char *text, size_t size, const char *form, ...)


cdef bint is_blank(char c) noexcept nogil:
    return c in b" \t\n\0\xff"


def narrow_characters(text, Py_UCS4 letter, bytes name):
    r"""
    >>> narrow_characters(b"a \xff\x00", "\u00e9", b"ascii")
    ([False, True, True, True], True, False, 'a')
    """
    cdef const octet *encoding = name
    cdef bytes first = text[:1]
    cdef const char *p = first
    return [is_blank(c) for c in <bytes>text], letter in "e\u00e9e", letter not in "\u00e9", p[:1].decode(<octet *>encoding)


def formatted(bytes name):
    """
    >>> formatted(b"abc")
    b'<abc and 5>'
    """
    cdef char text[30]
    snprintf(text, 30, "<%s and %d>", name, 5)
    return text


cdef class Named:
    cpdef bint unnamed(self, char* name=NULL):
        return name is NULL


def null_by_default(char* text=NULL, int n=1):
    """
    >>> null_by_default(), null_by_default(b"x"), null_by_default(None, 2), null_by_default(n=3)
    ((True, 1), (False, 1), (True, 2), (True, 3))
    >>> Named().unnamed(), Named().unnamed(b"x")
    (True, False)
    """
    return text is NULL, n
