from libcpp.pair cimport pair

cdef extern from "<utility>" namespace "std" nogil:
    T move[T](T&)
    void swap[T](T&, T&)
    pair[T, U] make_pair[T, U](T, U)
