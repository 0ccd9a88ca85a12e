# The buffer protocol.

cdef extern from "Python.h":
    ctypedef struct Py_buffer:
        void *buf
        object obj
        Py_ssize_t len
        Py_ssize_t itemsize
        int readonly
        int ndim
        char *format
        Py_ssize_t *shape
        Py_ssize_t *strides
        Py_ssize_t *suboffsets
        void *internal

    const int PyBUF_SIMPLE
    const int PyBUF_WRITABLE
    const int PyBUF_FORMAT
    const int PyBUF_ND
    const int PyBUF_STRIDES
    const int PyBUF_C_CONTIGUOUS
    const int PyBUF_F_CONTIGUOUS
    const int PyBUF_ANY_CONTIGUOUS
    const int PyBUF_INDIRECT
    const int PyBUF_CONTIG
    const int PyBUF_CONTIG_RO
    const int PyBUF_STRIDED
    const int PyBUF_STRIDED_RO
    const int PyBUF_RECORDS
    const int PyBUF_RECORDS_RO
    const int PyBUF_FULL
    const int PyBUF_FULL_RO
    const int PyBUF_READ
    const int PyBUF_WRITE

    bint PyObject_CheckBuffer(object o)
    int PyObject_GetBuffer(object o, Py_buffer *view, int flags) except -1
    void PyBuffer_Release(Py_buffer *view)
    void *PyBuffer_GetPointer(Py_buffer *view, Py_ssize_t *indices)
    Py_ssize_t PyBuffer_SizeFromFormat(const char *format)
    int PyBuffer_ToContiguous(void *target, Py_buffer *view, Py_ssize_t size, char order) except -1
    int PyBuffer_FromContiguous(Py_buffer *view, void *source, Py_ssize_t size, char order) except -1
    int PyObject_CopyData(object target, object source) except -1
    bint PyBuffer_IsContiguous(Py_buffer *view, char order)
    void PyBuffer_FillContiguousStrides(int dimensions, Py_ssize_t *shape, Py_ssize_t *strides, Py_ssize_t item_size, char order)
    int PyBuffer_FillInfo(Py_buffer *view, object exporter, void *memory, Py_ssize_t size, int readonly, int flags) except -1

cdef extern from "Python.h":
    const int PyBUF_MAX_NDIM
    const int PyBUF_WRITEABLE
    const int PyBUF_SHADOW
    object PyObject_Format(object o, object format)

    # Of the first version of the protocol; not in the headers of today.
    int PyObject_CopyToObject(object o, void *memory, Py_ssize_t size, char order) except -1
