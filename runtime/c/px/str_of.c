#include "px/str_of.h"

/* Steals; NULL stays NULL. */
static PyObject *px_str_exact(PyObject *text) {
    PyObject *exact;
    if (!text || PyUnicode_CheckExact(text)) return text;
    exact = PyUnicode_FromObject(text);
    Py_DECREF(text);
    return exact;
}

PX_API PyObject *px_str_of(PyObject *o) { return px_str_exact(PyObject_Str(o)); }

PX_API PyObject *px_repr_of(PyObject *o) { return px_str_exact(PyObject_Repr(o)); }

PX_API PyObject *px_ascii_of(PyObject *o) { return px_str_exact(PyObject_ASCII(o)); }
