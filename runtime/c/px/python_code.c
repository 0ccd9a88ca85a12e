#include "px/python_code.h"

#include "px/shared.h"

/* The names of code that has just been run. New reference, or NULL. */
static PyObject *px_python_run(const char *key, const char *source) {
    PyObject *names = PyDict_New(), *builtins = PyEval_GetBuiltins(), *result = NULL;
    PyObject *name = PyUnicode_FromFormat("_pyxide_%s", key);
    if (names && builtins && name && PyDict_SetItemString(names, "__builtins__", builtins) == 0 &&
        PyDict_SetItemString(names, "__name__", name) == 0)
        result = PyRun_String(source, Py_file_input, names, names);
    if (!result) Py_CLEAR(names);
    Py_XDECREF(result);
    Py_XDECREF(name);
    return names;
}

PX_API PyObject *px_python_code(const char *key, const char *source, const char *name) {
    PyObject *module = px_shared_module(), *dict, *names, *value = NULL;
    if (!module) return NULL;
    dict = PyModule_GetDict(module);
    names = Py_XNewRef(PyDict_GetItemString(dict, key));
    if (!names) {
        names = px_python_run(key, source);
        if (names && PyDict_SetItemString(dict, key, names) < 0) Py_CLEAR(names);
    }
    if (names) value = Py_XNewRef(PyDict_GetItemString(names, name));
    if (names && !value) PyErr_Format(PyExc_SystemError, "no %s in %s", name, key);
    Py_XDECREF(names);
    Py_DECREF(module);
    return value;
}
