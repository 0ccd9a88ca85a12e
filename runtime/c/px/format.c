#include "px/format.h"

PX_API PyObject *px_format_value(PyObject *value, int conversion, PyObject *spec) {
    PyObject *text, *result;
    switch (conversion) {
    case 0:
        if (spec) return PyObject_Format(value, spec);
        if (PyUnicode_CheckExact(value)) return Py_NewRef(value);
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
