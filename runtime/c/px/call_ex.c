#include "px/call_ex.h"

#include "px/iterable.h"

/* How messages call a callable: "module.name()". New reference, or NULL. */
static PyObject *px_callable_text(PyObject *callable) {
    PyObject *name = PyObject_GetAttrString(callable, "__qualname__"), *module, *text;
    if (!name) {
        PyErr_Clear();
        return PyObject_Str(callable);
    }
    module = PyObject_GetAttrString(callable, "__module__");
    if (!module) PyErr_Clear();
    if (module && PyUnicode_Check(module) && PyUnicode_CompareWithASCIIString(module, "builtins") != 0)
        text = PyUnicode_FromFormat("%U.%S()", module, name);
    else
        text = PyUnicode_FromFormat("%S()", name);
    Py_XDECREF(module);
    Py_DECREF(name);
    return text;
}

/* Raises TypeError; the format has the callable's text and then one string or object. Returns -1. */
static int px_call_error(const char *format, PyObject *callable, const void *what) {
    PyObject *text = px_callable_text(callable);
    if (text) PyErr_Format(PyExc_TypeError, format, text, what);
    Py_XDECREF(text);
    return -1;
}

static int px_call_not_iterable(PyObject *o, PyObject *callable) {
    if (!PyErr_ExceptionMatches(PyExc_TypeError) || px_is_iterable(o)) return -1;
    PyErr_Clear();
    return px_call_error("%U argument after * must be an iterable, not %.200s", callable, Py_TYPE(o)->tp_name);
}

PX_API int px_call_extend(PyObject *list, PyObject *iterable, PyObject *callable) {
    if (px_extend(list, iterable) == 0) return 0;
    return px_call_not_iterable(iterable, callable);
}

PX_API PyObject *px_call_star(PyObject *iterable, PyObject *callable) {
    PyObject *tuple = PySequence_Tuple(iterable);
    if (!tuple) px_call_not_iterable(iterable, callable);
    return tuple;
}

PX_API int px_call_add_kw(PyObject *dict, PyObject *name, PyObject *value, PyObject *callable) {
    int there;
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        return -1;
    }
    there = PyDict_Contains(dict, name);
    if (there == 0) return PyDict_SetItem(dict, name, value);
    return there < 0 ? -1 : px_call_error("%U got multiple values for keyword argument '%U'", callable, name);
}

/* Whether iterating over the object gives what it holds as a dict; other subclasses are asked for their keys. */
static int px_is_plain_dict(PyObject *o) {
    return PyDict_CheckExact(o) || (PyDict_Check(o) && Py_TYPE(o)->tp_iter == PyDict_Type.tp_iter);
}

PX_API int px_call_merge(PyObject *dict, PyObject *mapping, PyObject *callable) {
    PyObject *source = mapping, *key, *value;
    Py_ssize_t pos = 0;
    int status = 0;
    if (!px_is_plain_dict(mapping)) {
        source = PyDict_New();
        if (!source) return -1;
        if (PyDict_Update(source, mapping) < 0) {
            Py_DECREF(source);
            if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
            PyErr_Clear();
            return px_call_error("%U argument after ** must be a mapping, not %.200s", callable,
                                 Py_TYPE(mapping)->tp_name);
        }
    }
    while (status == 0 && PyDict_Next(source, &pos, &key, &value)) {
        Py_INCREF(key);
        Py_INCREF(value);
        status = px_call_add_kw(dict, key, value, callable);
        Py_DECREF(key);
        Py_DECREF(value);
    }
    if (source != mapping) Py_DECREF(source);
    return status;
}

PX_API PyObject *px_call_star_star(PyObject *mapping, PyObject *callable) {
    PyObject *dict = PyDict_New();
    if (dict && px_call_merge(dict, mapping, callable) < 0) Py_CLEAR(dict);
    return dict;
}
