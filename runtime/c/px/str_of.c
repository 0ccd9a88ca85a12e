#include "px/str_of.h"

#include "px/int_small.h"
#include "px/str_number.h"

/* Steals; NULL stays NULL. */
static PyObject *px_str_exact(PyObject *text) {
    PyObject *exact;
    if (!text || PyUnicode_CheckExact(text)) return text;
    exact = PyUnicode_FromObject(text);
    Py_DECREF(text);
    return exact;
}

PX_API PyObject *px_str_of(PyObject *o) {
    if (PyUnicode_CheckExact(o)) return Py_NewRef(o);
    if (PyLong_CheckExact(o) && px_int_is_small(o)) return px_str_from_longlong(px_int_small(o));
    return px_str_exact(PyObject_Str(o));
}

PX_API PyObject *px_repr_of(PyObject *o) { return px_str_exact(PyObject_Repr(o)); }

PX_API PyObject *px_ascii_of(PyObject *o) { return px_str_exact(PyObject_ASCII(o)); }
