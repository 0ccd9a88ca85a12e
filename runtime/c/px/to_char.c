#include "px/to_char.h"

#include "px/to_int.h"

/* The code point, at most `max`; -1 with an exception set on failure. */
static long px_to_code_point(PyObject *o, long max, const char *type) {
    long value;
    if (PyUnicode_Check(o)) {
        if (PyUnicode_GET_LENGTH(o) != 1) {
            PyErr_Format(PyExc_ValueError,
                         "only single character unicode strings can be converted to %s, got length %zd", type,
                         PyUnicode_GET_LENGTH(o));
            return -1;
        }
        value = (long)PyUnicode_READ_CHAR(o, 0);
    } else {
        value = px_to_long(o);
        if (value == -1 && PyErr_Occurred()) return -1;
    }
    if (value >= 0 && value <= max) return value;
    PyErr_Format(PyExc_OverflowError,
                 value < 0 ? "cannot convert negative value to %s" : "value too large to convert to %s", type);
    return -1;
}

PX_API Py_UCS4 px_to_ucs4(PyObject *o) { return (Py_UCS4)px_to_code_point(o, 0x10FFFF, "Py_UCS4"); }

PX_API wchar_t px_to_unicode(PyObject *o) {
    return (wchar_t)px_to_code_point(o, sizeof(wchar_t) == 2 ? 0xFFFF : 0x10FFFF, "Py_UNICODE");
}
