# Types of the C library that other headers build on.

cdef extern from "<stddef.h>" nogil:
    ctypedef signed int ptrdiff_t
    ctypedef unsigned int size_t
    ctypedef signed int wchar_t
