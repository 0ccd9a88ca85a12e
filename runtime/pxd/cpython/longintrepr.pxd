# The digits of Python ints. The structure is that of CPython before 3.12.

cdef extern from "Python.h":
    ctypedef unsigned int digit
    ctypedef int sdigit

    ctypedef class __builtin__.py_long [object PyLongObject]:
        cdef digit *ob_digit

    py_long _PyLong_New(Py_ssize_t digits)

    const long PyLong_SHIFT
    const digit PyLong_BASE
    const digit PyLong_MASK
