#include "px/print.h"

PX_API int px_print(PyObject *file, PyObject *values, int newline) {
    PyObject *print = PyDict_GetItemString(PyEval_GetBuiltins(), "print"), *options, *result = NULL;
    if (!print) {
        PyErr_SetString(PyExc_NameError, "name 'print' is not defined");
        return -1;
    }
    options = Py_BuildValue("{s:O,s:s}", "file", file, "end", newline ? "\n" : " ");
    if (options) result = PyObject_Call(print, values, options);
    Py_XDECREF(options);
    Py_XDECREF(result);
    return result ? 0 : -1;
}
