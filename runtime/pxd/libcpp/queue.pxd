cdef extern from "<queue>" namespace "std" nogil:
    cdef cppclass queue[T]:
        ctypedef T value_type
        queue() except +
        queue(queue&) except +
        T& back()
        bint empty()
        T& front()
        void pop()
        void push(const T&) except +
        size_t size()
        void swap(queue&)
    cdef cppclass priority_queue[T]:
        ctypedef T value_type
        priority_queue() except +
        priority_queue(priority_queue&) except +
        bint empty()
        void pop()
        void push(const T&) except +
        size_t size()
        const T& top()
        void swap(priority_queue&)
