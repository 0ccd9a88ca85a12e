# The memoryview type of Python.

from cpython.object cimport PyObject
from cpython.buffer cimport Py_buffer

cdef extern from "Python.h":
    bint PyMemoryView_Check(object o)
    object PyMemoryView_FromObject(object o)
    object PyMemoryView_FromMemory(char *memory, Py_ssize_t size, int flags)
    object PyMemoryView_FromBuffer(Py_buffer *view)
    object PyMemoryView_GetContiguous(object o, int buffer_type, char order)
    Py_buffer *PyMemoryView_GET_BUFFER(object view)
    PyObject *PyMemoryView_GET_BASE(object view)
