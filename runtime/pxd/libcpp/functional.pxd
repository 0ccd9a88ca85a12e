cdef extern from "<functional>" namespace "std" nogil:
    cdef cppclass function[T]:
        function() except +
        function(T*) except +
        function(function&) except +
        function(void*) except +
        function operator=(T*)
        function operator=(function&)
        function operator=(void*)
        function operator=[U](U)
        bint operator bool()
    cdef cppclass greater[T=*]:
        greater() except +
        bint operator()(const T&, const T&) except +
    cdef cppclass less[T=*]:
        less() except +
        bint operator()(const T&, const T&) except +
    cdef cppclass equal_to[T=*]:
        equal_to() except +
        bint operator()(const T&, const T&) except +
    cdef cppclass plus[T=*]:
        plus() except +
        T operator()(const T&, const T&) except +
    cdef cppclass minus[T=*]:
        minus() except +
        T operator()(const T&, const T&) except +
    cdef cppclass multiplies[T=*]:
        multiplies() except +
        T operator()(const T&, const T&) except +
    cdef cppclass reference_wrapper[T]:
        reference_wrapper()
        reference_wrapper(T)
        T& get() const
    cdef cppclass hash[T]:
        hash()
        size_t operator()(const T&)
