#include "px/import_star.h"

/* The names to take, and whether `__all__` has them. New reference, or NULL. */
static PyObject *px_star_names(PyObject *module, int *all) {
    PyObject *names = PyObject_GetAttrString(module, "__all__"), *dict;
    *all = names != NULL;
    if (names || !PyErr_ExceptionMatches(PyExc_AttributeError)) return names;
    PyErr_Clear();
    dict = PyObject_GetAttrString(module, "__dict__");
    if (!dict) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError))
            PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
        return NULL;
    }
    names = PyMapping_Keys(dict);
    Py_DECREF(dict);
    return names;
}

static int px_star_take(px_module *m, PyObject *module, PyObject *name, int all) {
    PyObject *value;
    int status;
    if (!PyUnicode_Check(name)) {
        PyObject *of = PyObject_GetAttrString(module, "__name__");
        if (of)
            PyErr_Format(PyExc_TypeError, all ? "Item in %S.__all__ must be str, not %.100s" :
                         "Key in %S.__dict__ must be str, not %.100s", of, Py_TYPE(name)->tp_name);
        Py_XDECREF(of);
        return -1;
    }
    if (!all && PyUnicode_GET_LENGTH(name) && PyUnicode_READ_CHAR(name, 0) == '_') return 0;
    value = PyObject_GetAttr(module, name);
    if (!value) return -1;
    status = PyDict_SetItem(m->dict, name, value);
    Py_DECREF(value);
    return status;
}

PX_API int px_import_star(px_module *m, PyObject *module) {
    int all, status = 0;
    PyObject *names = px_star_names(module, &all), *iterator, *name;
    if (!names) return -1;
    iterator = PyObject_GetIter(names);
    Py_DECREF(names);
    if (!iterator) return -1;
    while (status == 0 && (name = PyIter_Next(iterator))) {
        status = px_star_take(m, module, name, all);
        Py_DECREF(name);
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() ? -1 : status;
}
