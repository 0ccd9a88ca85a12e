# Bytes.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyBytes_Check(object o)
    bint PyBytes_CheckExact(object o)
    bytes PyBytes_FromString(const char *text)
    bytes PyBytes_FromStringAndSize(const char *text, Py_ssize_t size)
    bytes PyBytes_FromFormat(const char *format, ...)
    bytes PyBytes_FromObject(object o)
    Py_ssize_t PyBytes_Size(object) except -1
    Py_ssize_t PyBytes_GET_SIZE(object bytes)
    char *PyBytes_AsString(object bytes) except NULL
    char *PyBytes_AS_STRING(object bytes)
    int PyBytes_AsStringAndSize(object bytes, char **text, Py_ssize_t *size) except -1
    void PyBytes_Concat(PyObject **bytes, object other)
    void PyBytes_ConcatAndDel(PyObject **bytes, object other)

cdef extern from "Python.h":
    ctypedef struct va_list:
        pass
    object PyBytes_FromFormatV(const char *format, va_list arguments)
    int _PyBytes_Resize(PyObject **bytes, Py_ssize_t size) except -1

    # Of Python 2; not in the headers of today.
    object PyBytes_Format(object format, object arguments)
    void PyBytes_InternInPlace(PyObject **bytes)
    object PyBytes_InternFromString(const char *text)
    object PyBytes_Decode(const char *text, Py_ssize_t size, const char *encoding, const char *errors)
    object PyBytes_AsDecodedObject(object bytes, const char *encoding, const char *errors)
    object PyBytes_Encode(const char *text, Py_ssize_t size, const char *encoding, const char *errors)
    object PyBytes_AsEncodedObject(object bytes, const char *encoding, const char *errors)
