#include "px/struct_field.h"

PX_API PyObject *px_struct_field(PyObject *mapping, PyObject *name) {
    PyObject *value;
    if (!PyMapping_Check(mapping)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(mapping)->tp_name);
        return NULL;
    }
    value = PyObject_GetItem(mapping, name);
    if (!value && PyErr_ExceptionMatches(PyExc_KeyError))
        PyErr_Format(PyExc_ValueError, "No value specified for struct attribute '%U'", name);
    return value;
}

/* "a, b, c" of the names. New reference, or NULL. */
static PyObject *px_union_names(PyObject *names) {
    PyObject *between = PyUnicode_FromString(", "), *joined = NULL;
    if (between) joined = PyUnicode_Join(between, names);
    Py_XDECREF(between);
    return joined;
}

PX_API int px_union_member(PyObject *mapping, PyObject *names) {
    Py_ssize_t i, found = -1;
    PyObject *text;
    if (!PyMapping_Check(mapping)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(mapping)->tp_name);
        return -1;
    }
    for (i = 0; i < PyTuple_GET_SIZE(names); i++) {
        int has = PySequence_Contains(mapping, PyTuple_GET_ITEM(names, i));
        if (has < 0) return -1;
        if (!has) continue;
        if (found >= 0) {
            PyErr_Format(PyExc_ValueError, "More than one union attribute passed: '%U' and '%U'",
                         PyTuple_GET_ITEM(names, found), PyTuple_GET_ITEM(names, i));
            return -1;
        }
        found = i;
    }
    if (found >= 0) return (int)found;
    text = px_union_names(names);
    if (text) PyErr_Format(PyExc_ValueError, "No value specified for any of the union attributes (%U)", text);
    Py_XDECREF(text);
    return -1;
}
