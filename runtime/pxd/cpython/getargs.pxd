# Parsing of arguments.

cdef extern from "Python.h":
    int PyArg_ParseTuple(object arguments, const char *format, ...) except 0
    int PyArg_ParseTupleAndKeywords(object arguments, object keywords, const char *format, char **names, ...) except 0
    int PyArg_Parse(object arguments, const char *format, ...) except 0
    int PyArg_UnpackTuple(object arguments, const char *name, Py_ssize_t least, Py_ssize_t most, ...) except 0

cdef extern from "Python.h":
    ctypedef struct va_list:
        pass
    int PyArg_VaParse(object args, char *format, va_list places) except 0
    int PyArg_VaParseTupleAndKeywords(object args, object kwargs, char *format, char **names, va_list places) except 0
