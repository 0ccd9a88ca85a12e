#include "px/to_chars_str.h"

#include "px/to_chars.h"

PX_API char *px_to_chars_utf8(PyObject *o) {
    if (PyUnicode_Check(o)) return (char *)PyUnicode_AsUTF8(o);
    return px_to_chars(o);
}

PX_API char *px_to_chars_ascii(PyObject *o) {
    if (PyUnicode_Check(o) && !PyUnicode_IS_ASCII(o)) {
        PyObject *bytes = PyUnicode_AsASCIIString(o); /* raises UnicodeEncodeError */
        Py_XDECREF(bytes);
        return NULL;
    }
    return px_to_chars_utf8(o);
}
