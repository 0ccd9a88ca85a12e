#include "px/format.h"

#include "px/int_small.h"
#include "px/str_number.h"

/* A format of an optional zero, an optional width of one or two digits, and perhaps `d`, `x`, `X`, `o` or `b`, of a small int.
 * NULL without an exception for other formats. */
static PyObject *px_format_small(PyObject *value, PyObject *spec) {
    const Py_UCS1 *text;
    Py_ssize_t i = 0, n, width = 0;
    int padding = ' ', type = 'd';
    if (!PyUnicode_CheckExact(spec) || !PyUnicode_IS_ASCII(spec)) return NULL;
    text = PyUnicode_1BYTE_DATA(spec);
    n = PyUnicode_GET_LENGTH(spec);
    if (i < n && text[i] == '0') padding = text[i++];
    for (; i < n && i < 3 && text[i] >= '0' && text[i] <= '9'; i++) width = width * 10 + (text[i] - '0');
    if (i + 1 == n && text[i] && strchr("dxXob", text[i])) type = text[i++];
    return i == n ? px_format_longlong(px_int_small(value), type, width, padding) : NULL;
}

/* `{value:spec}` */
static PyObject *px_format_by(PyObject *value, PyObject *spec) {
    if (PyLong_CheckExact(value) && px_int_is_small(value)) {
        PyObject *text = px_format_small(value, spec);
        if (text || PyErr_Occurred()) return text;
    }
    return PyObject_Format(value, spec);
}

PX_API PyObject *px_format_value(PyObject *value, int conversion, PyObject *spec) {
    PyObject *text, *result;
    switch (conversion) {
    case 0:
        if (spec) return px_format_by(value, spec);
        if (PyUnicode_CheckExact(value)) return Py_NewRef(value);
        if (PyLong_CheckExact(value) && px_int_is_small(value)) return px_str_from_longlong(px_int_small(value));
        if (PyLong_CheckExact(value) || PyFloat_CheckExact(value)) return Py_TYPE(value)->tp_repr(value);
        return PyObject_Format(value, NULL);
    case 'r':
        text = PyObject_Repr(value);
        break;
    case 'a':
        text = PyObject_ASCII(value);
        break;
    default:
        text = PyObject_Str(value);
    }
    if (!text || !spec) return text;
    result = PyObject_Format(text, spec);
    Py_DECREF(text);
    return result;
}

PX_API PyObject *px_format_percent(PyObject *format, PyObject *args) {
    /* a str of a subclass on the right may have an operator of its own */
    if (PyUnicode_Check(args) && !PyUnicode_CheckExact(args)) return PyNumber_Remainder(format, args);
    return PyUnicode_Format(format, args);
}

PX_API PyObject *px_format(PyObject *value, PyObject *spec) {
    PyObject *text = PyObject_Format(value, spec), *exact;
    if (!text || PyUnicode_CheckExact(text)) return text;
    exact = PyUnicode_FromObject(text);
    Py_DECREF(text);
    return exact;
}
