cdef extern from "<iterator>" namespace "std" nogil:
    cdef cppclass iterator[Category, T, Distance, Pointer, Reference]:
        pass
    cdef cppclass input_iterator_tag:
        pass
    cdef cppclass output_iterator_tag:
        pass
    cdef cppclass forward_iterator_tag(input_iterator_tag):
        pass
    cdef cppclass bidirectional_iterator_tag(forward_iterator_tag):
        pass
    cdef cppclass random_access_iterator_tag(bidirectional_iterator_tag):
        pass
    cdef cppclass back_insert_iterator[T]:
        pass
    cdef cppclass front_insert_iterator[T]:
        pass
    cdef cppclass insert_iterator[T]:
        pass
    back_insert_iterator[C] back_inserter[C](C&)
    front_insert_iterator[C] front_inserter[C](C&)
    insert_iterator[C] inserter[C, It](C&, It)
    ptrdiff_t distance[It](It, It)
    void advance[It, Distance](It&, Distance)
    It next[It](It)
    It next[It](It, ptrdiff_t)
    It prev[It](It)
    It prev[It](It, ptrdiff_t)
