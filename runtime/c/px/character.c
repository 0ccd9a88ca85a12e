#include "px/character.h"

PX_API long px_ord(PyObject *o) {
    Py_ssize_t n;
    if (PyUnicode_Check(o)) {
        n = PyUnicode_GET_LENGTH(o);
        if (n == 1) return (long)PyUnicode_READ_CHAR(o, 0);
        PyErr_Format(PyExc_ValueError,
                     "only single character unicode strings can be converted to Py_UCS4, got length %zd", n);
        return -1;
    } else if (PyBytes_Check(o)) {
        n = PyBytes_GET_SIZE(o);
        if (n == 1) return (unsigned char)PyBytes_AS_STRING(o)[0];
    } else if (PyByteArray_Check(o)) {
        n = PyByteArray_GET_SIZE(o);
        if (n == 1) return (unsigned char)PyByteArray_AS_STRING(o)[0];
    } else {
        PyErr_Format(PyExc_TypeError, "ord() expected string of length 1, but %.200s found", Py_TYPE(o)->tp_name);
        return -1;
    }
    PyErr_Format(PyExc_TypeError, "ord() expected a character, but string of length %zd found", n);
    return -1;
}

PX_API long px_ord_python(PyObject *o) {
    if (PyUnicode_Check(o) && PyUnicode_GET_LENGTH(o) != 1) {
        PyErr_Format(PyExc_TypeError, "ord() expected a character, but string of length %zd found",
                     PyUnicode_GET_LENGTH(o));
        return -1;
    }
    return px_ord(o);
}

PX_API PyObject *px_chr(long c) {
    if (c >= 0 && c <= 0x10FFFF) return PyUnicode_FromOrdinal((int)c);
    PyErr_SetString(PyExc_ValueError, "chr() arg not in range(0x110000)");
    return NULL;
}
