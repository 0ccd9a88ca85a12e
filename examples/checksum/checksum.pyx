# distutils: libraries = z
# cython: language_level=3
"""Calling a C library of the system: checksums and compression of zlib.

`pkg-config --libs zlib` says `-lz`; the comment in the first line asks for the same.
"""

from libc.stdlib cimport free, malloc

cdef extern from "zlib.h":
    ctypedef unsigned char Bytef
    ctypedef unsigned int uInt
    ctypedef unsigned long uLong
    ctypedef unsigned long uLongf

    uLong zlib_crc32 "crc32"(uLong crc, const Bytef *data, uInt size) nogil
    uLong zlib_adler32 "adler32"(uLong adler, const Bytef *data, uInt size) nogil
    uLong compressBound(uLong size)
    int compress2(Bytef *target, uLongf *target_size, const Bytef *source, uLong size, int level) nogil
    int uncompress(Bytef *target, uLongf *target_size, const Bytef *source, uLong size) nogil
    int Z_OK
    const char *zlibVersion()


def crc32(bytes data not None):
    """
    >>> hex(crc32(b"123456789"))
    '0xcbf43926'
    >>> crc32(b"")
    0
    """
    cdef const unsigned char *start = data
    cdef uInt size = <uInt> len(data)
    cdef uLong result
    with nogil:
        result = zlib_crc32(0, start, size)
    return result


def adler32(bytes data not None):
    """
    >>> hex(adler32(b"Wikipedia"))
    '0x11e60398'
    """
    cdef const unsigned char *start = data
    return zlib_adler32(1, start, <uInt> len(data))


def compress(bytes data not None, int level=6):
    """
    >>> packed = compress(b"abc" * 1000)
    >>> len(packed) < 50
    True
    >>> decompress(packed, 3000) == b"abc" * 1000
    True
    """
    cdef uLongf size = compressBound(<uLong> len(data))
    cdef unsigned char *target = <unsigned char *> malloc(size)
    if target == NULL:
        raise MemoryError()
    cdef const unsigned char *source = data
    try:
        if compress2(target, &size, source, <uLong> len(data), level) != Z_OK:
            raise ValueError("cannot be compressed")
        return (<char *> target)[:size]
    finally:
        free(target)


def decompress(bytes data not None, unsigned long size):
    """Unpacks to at most that many bytes.

    >>> decompress(b"nonsense", 100)
    Traceback (most recent call last):
    ValueError: this is not compressed data, or too long
    """
    cdef uLongf length = size
    cdef unsigned char *target = <unsigned char *> malloc(size + 1)
    if target == NULL:
        raise MemoryError()
    cdef const unsigned char *source = data
    try:
        if uncompress(target, &length, source, <uLong> len(data)) != Z_OK:
            raise ValueError("this is not compressed data, or too long")
        return (<char *> target)[:length]
    finally:
        free(target)


def version():
    """
    >>> version().split(".")[0]
    '1'
    """
    return zlibVersion().decode("ascii")


def main():
    data = b"the same words again and again, " * 100
    print("zlib", version())
    print(f"{len(data)} bytes, CRC {crc32(data):08x}, compressed {len(compress(data))}")


if __name__ == "__main__":
    main()
