# Numbers and text of C.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    int PyOS_snprintf(char *target, size_t size, const char *format, ...)
    double PyOS_string_to_double(const char *text, char **end, PyObject *overflow) except? -1.0
    char *PyOS_double_to_string(double value, char code, int precision, int flags, int *type) except NULL
    int PyOS_stricmp(const char *a, const char *b)
    int PyOS_strnicmp(const char *a, const char *b, Py_ssize_t size)

cdef extern from "Python.h":
    ctypedef struct va_list:
        pass
    int PyOS_vsnprintf(char *text, size_t size, const char *format, va_list arguments)
    const int Py_DTSF_SIGN
    const int Py_DTSF_ADD_DOT_0
    const int Py_DTSF_ALT
