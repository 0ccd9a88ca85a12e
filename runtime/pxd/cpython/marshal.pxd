# Serialisation of code.

cdef extern from "Python.h":
    const int Py_MARSHAL_VERSION
    object PyMarshal_ReadObjectFromString(const char *text, Py_ssize_t size)
    object PyMarshal_WriteObjectToString(object value, int version)
