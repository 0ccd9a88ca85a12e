cdef extern from "<span>" namespace "std" nogil:
    cdef cppclass span[T]:
        ctypedef T value_type
        ctypedef size_t size_type
        span() except +
        span(T*, size_type) except +
        T& operator[](size_type)
        T& front()
        T& back()
        T* data()
        size_type size()
        size_type size_bytes()
        bint empty()
        span[T] first(size_type)
        span[T] last(size_type)
        span[T] subspan(size_type)
        span[T] subspan(size_type, size_type)
