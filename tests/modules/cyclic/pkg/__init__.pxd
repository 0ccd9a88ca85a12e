cdef struct Top:
    int t
