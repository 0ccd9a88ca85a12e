# Integers.

cdef extern from "Python.h":
    bint PyLong_Check(object o)
    bint PyLong_CheckExact(object o)
    object PyLong_FromLong(long)
    object PyLong_FromUnsignedLong(unsigned long)
    object PyLong_FromSsize_t(Py_ssize_t)
    object PyLong_FromSize_t(size_t)
    object PyLong_FromLongLong(long long value)
    object PyLong_FromUnsignedLongLong(unsigned long long value)
    object PyLong_FromDouble(double)
    object PyLong_FromString(const char *, char **, int)
    object PyLong_FromUnicodeObject(object u, int base)
    object PyLong_FromVoidPtr(void *)
    long PyLong_AsLong(object o) except? -1
    long PyLong_AsLongAndOverflow(object o, int *overflow) except? -1
    long long PyLong_AsLongLong(object o) except? -1
    long long PyLong_AsLongLongAndOverflow(object o, int *overflow) except? -1
    Py_ssize_t PyLong_AsSsize_t(object o) except? -1
    size_t PyLong_AsSize_t(object o) except? <size_t>-1
    unsigned long PyLong_AsUnsignedLong(object o) except? <unsigned long>-1
    unsigned long long PyLong_AsUnsignedLongLong(object o) except? <unsigned long long>-1
    unsigned long PyLong_AsUnsignedLongMask(object o) except? <unsigned long>-1
    unsigned long long PyLong_AsUnsignedLongLongMask(object o) except? <unsigned long long>-1
    double PyLong_AsDouble(object o) except? -1.0
    void *PyLong_AsVoidPtr(object o) except? NULL

cdef extern from "Python.h":
    ctypedef long long PY_LONG_LONG
    ctypedef unsigned long long uPY_LONG_LONG "unsigned PY_LONG_LONG"

    # From Python 3.13 on.
    const int Py_ASNATIVEBYTES_DEFAULTS
    const int Py_ASNATIVEBYTES_BIG_ENDIAN
    const int Py_ASNATIVEBYTES_LITTLE_ENDIAN
    const int Py_ASNATIVEBYTES_NATIVE_ENDIAN
    const int Py_ASNATIVEBYTES_UNSIGNED_BUFFER
    const int Py_ASNATIVEBYTES_REJECT_NEGATIVE
    const int Py_ASNATIVEBYTES_ALLOW_INDEX
    Py_ssize_t PyLong_AsNativeBytes(object o, void *buffer, Py_ssize_t size, int flags) except -1
    object PyLong_FromNativeBytes(const void *buffer, size_t size, int flags)
    object PyLong_FromUnsignedNativeBytes(const void *buffer, size_t size, int flags)

    # From Python 3.14 on.
    int PyLong_AsInt32(object o, int *value) except -1
    int PyLong_AsUInt32(object o, unsigned int *value) except -1
    int PyLong_AsInt64(object o, long long *value) except -1
    int PyLong_AsUInt64(object o, unsigned long long *value) except -1

    # Not in the headers of today.
    object PyLong_FromUnicode(Py_UNICODE *text, Py_ssize_t length, int base)
