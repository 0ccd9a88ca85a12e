cdef extern from "<exception>" namespace "std" nogil:
    cdef cppclass exception:
        exception()
        const char* what()
    cdef cppclass exception_ptr:
        exception_ptr()
        bint operator bool()
    exception_ptr current_exception()
    void rethrow_exception(exception_ptr) except +
    exception_ptr make_exception_ptr[E](E)
    int uncaught_exceptions()
    void terminate()
