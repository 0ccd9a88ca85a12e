# The C++ standard library; each header is a module of this package. Here is what needs no header.

cdef extern from *:
    ctypedef bint bool
    ctypedef void *nullptr_t
    nullptr_t nullptr
