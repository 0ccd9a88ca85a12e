# Byte arrays.

cdef extern from "Python.h":
    bint PyByteArray_Check(object o)
    bint PyByteArray_CheckExact(object o)
    bytearray PyByteArray_FromObject(object o)
    bytearray PyByteArray_FromStringAndSize(const char *text, Py_ssize_t size)
    bytearray PyByteArray_Concat(object a, object b)
    Py_ssize_t PyByteArray_Size(object) except -1
    Py_ssize_t PyByteArray_GET_SIZE(object array)
    char *PyByteArray_AsString(object array) except NULL
    char *PyByteArray_AS_STRING(object array)
    int PyByteArray_Resize(object, Py_ssize_t) except -1
