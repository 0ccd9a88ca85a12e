#include "px/match.h"

#include "px/attr_func.h"

/* The value of a key that no earlier pattern has asked for: new reference; NULL without an exception where it is absent. */
static PyObject *px_match_key(PyObject *get, PyObject *key, PyObject *seen) {
    PyObject *absent, *value;
    int again = PySet_Contains(seen, key);
    if (again > 0) PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", key);
    if (again || PySet_Add(seen, key) < 0) return NULL;
    absent = PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type);
    if (!absent) return NULL;
    value = PyObject_CallFunctionObjArgs(get, key, absent, NULL);
    if (value == absent) Py_CLEAR(value);
    Py_DECREF(absent);
    return value;
}

PX_API PyObject *px_match_keys(PyObject *mapping, PyObject *keys) {
    Py_ssize_t i, n = PyTuple_GET_SIZE(keys);
    PyObject *values = PyTuple_New(n), *get, *seen;
    if (!values || n == 0) return values;
    get = PyObject_GetAttrString(mapping, "get"); /* not a subscript: a defaultdict must not grow */
    seen = PySet_New(NULL);
    for (i = 0; i < n; i++) {
        PyObject *value = get && seen ? px_match_key(get, PyTuple_GET_ITEM(keys, i), seen) : NULL;
        if (!value) {
            Py_CLEAR(values);
            break;
        }
        PyTuple_SET_ITEM(values, i, value);
    }
    Py_XDECREF(get);
    Py_XDECREF(seen);
    return values;
}

PX_API PyObject *px_match_rest(PyObject *mapping, PyObject *keys) {
    PyObject *rest = PyDict_New();
    Py_ssize_t i;
    if (rest && PyDict_Update(rest, mapping) < 0) Py_CLEAR(rest);
    for (i = 0; rest && i < PyTuple_GET_SIZE(keys); i++) {
        if (PyDict_DelItem(rest, PyTuple_GET_ITEM(keys, i)) < 0) Py_CLEAR(rest);
    }
    return rest;
}

/* Builtin types whose one positional pattern is the subject itself. */
static int px_match_itself(PyObject *type) {
    return (((PyTypeObject *)type)->tp_flags & (1UL << 22)) != 0; /* _Py_TPFLAGS_MATCH_SELF, inherited as well */
}

/* Puts the attribute into its place, unless the name was there before. 1, 0 where it is absent, -1. */
static int px_match_attr(PyObject *subject, PyObject *type, PyObject *name, PyObject *seen, PyObject *values,
                         Py_ssize_t i) {
    PyObject *value;
    int again = PySet_Contains(seen, name);
    if (again > 0)
        PyErr_Format(PyExc_TypeError, "%s() got multiple sub-patterns for attribute %R",
                     ((PyTypeObject *)type)->tp_name, name);
    if (again || PySet_Add(seen, name) < 0) return -1;
    value = px_attr_lookup(subject, name);
    if (!value) return PyErr_Occurred() ? -1 : 0;
    PyTuple_SET_ITEM(values, i, value);
    return 1;
}

/* `__match_args__` of a type, for n positional patterns: new reference; NULL with an exception, or without one where the
 * only pattern is the subject itself. */
static PyObject *px_match_args(PyObject *type, Py_ssize_t n) {
    PyObject *name = PyUnicode_InternFromString("__match_args__"), *args = name ? px_attr_lookup(type, name) : NULL;
    Py_ssize_t allowed;
    Py_XDECREF(name);
    if (!args && PyErr_Occurred()) return NULL;
    if (args && !PyTuple_CheckExact(args)) {
        PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", ((PyTypeObject *)type)->tp_name,
                     Py_TYPE(args)->tp_name);
        Py_DECREF(args);
        return NULL;
    }
    allowed = args ? PyTuple_GET_SIZE(args) : px_match_itself(type);
    if (!args && allowed == 1 && n == 1) return NULL;
    if (allowed >= n) return args;
    PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)",
                 ((PyTypeObject *)type)->tp_name, allowed, allowed == 1 ? "" : "s", n);
    Py_XDECREF(args);
    return NULL;
}

/* The positional patterns: 1, 0 where one does not match, -1. */
static int px_match_positional(PyObject *subject, PyObject *type, Py_ssize_t n, PyObject *seen, PyObject *values) {
    PyObject *args;
    Py_ssize_t i;
    int found = 1;
    args = px_match_args(type, n);
    if (!args) {
        if (PyErr_Occurred()) return -1;
        PyTuple_SET_ITEM(values, 0, Py_NewRef(subject));
        return 1;
    }
    for (i = 0; i < n && found > 0; i++) {
        PyObject *name = PyTuple_GET_ITEM(args, i);
        if (PyUnicode_CheckExact(name)) {
            found = px_match_attr(subject, type, name, seen, values, i);
        } else {
            PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %s)", Py_TYPE(name)->tp_name);
            found = -1;
        }
    }
    Py_DECREF(args);
    return found;
}

PX_API PyObject *px_match_class(PyObject *subject, PyObject *type, Py_ssize_t n, PyObject *names) {
    Py_ssize_t i, m = PyTuple_GET_SIZE(names);
    PyObject *values, *seen;
    int found;
    if (!PyType_Check(type)) {
        PyErr_SetString(PyExc_TypeError, PY_VERSION_HEX < 0x030C0000 ? "called match pattern must be a type"
                                                                     : "called match pattern must be a class");
        return NULL;
    }
    if (PyObject_IsInstance(subject, type) <= 0) return NULL;
    values = PyTuple_New(n + m);
    seen = PySet_New(NULL);
    found = !values || !seen ? -1 : n ? px_match_positional(subject, type, n, seen, values) : 1;
    for (i = 0; i < m && found > 0; i++)
        found = px_match_attr(subject, type, PyTuple_GET_ITEM(names, i), seen, values, n + i);
    if (found <= 0) Py_CLEAR(values);
    Py_XDECREF(seen);
    return values;
}
