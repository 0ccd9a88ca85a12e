cdef extern from "<stack>" namespace "std" nogil:
    cdef cppclass stack[T]:
        ctypedef T value_type
        stack() except +
        stack(stack&) except +
        bint empty()
        void pop()
        void push(const T&) except +
        size_t size()
        T& top()
        void swap(stack&)
