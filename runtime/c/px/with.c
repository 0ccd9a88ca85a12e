#include "px/with.h"

#include "px/special.h"

/* A method that `with` needs. New reference, or NULL with a TypeError. */
static PyObject *px_with_method(PyObject *manager, const char *name, const char *missed) {
    PyObject *method = px_special(manager, name);
    if (!method && !PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the context manager protocol%s",
                     Py_TYPE(manager)->tp_name, missed);
    return method;
}

PX_API PyObject *px_with_exit_of(PyObject *manager) {
    PyObject *enter = px_with_method(manager, "__enter__", "");
    if (!enter) return NULL;
    Py_DECREF(enter);
    return px_with_only_exit_of(manager);
}

PX_API PyObject *px_with_only_exit_of(PyObject *manager) {
    return px_with_method(manager, "__exit__", " (missed __exit__ method)");
}

PX_API PyObject *px_with_enter(PyObject *manager) {
    PyObject *enter = px_with_method(manager, "__enter__", ""), *result;
    if (!enter) return NULL;
    result = PyObject_CallNoArgs(enter);
    Py_DECREF(enter);
    return result;
}

/* The truth of `exit(type, exc, traceback)`: 0, 1, or -1. */
static int px_with_call(PyObject *exit, PyObject *type, PyObject *exc, PyObject *traceback) {
    PyObject *args[4] = {NULL, type, exc, traceback};
    PyObject *result = PyObject_Vectorcall(exit, args + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    int truth;
    if (!result) return -1;
    truth = PyObject_IsTrue(result);
    Py_DECREF(result);
    return truth;
}

PX_API int px_with_exit(PyObject *exit, PyObject *exc) {
    PyObject *traceback = PyException_GetTraceback(exc);
    int truth = px_with_call(exit, (PyObject *)Py_TYPE(exc), exc, traceback ? traceback : Py_None);
    Py_XDECREF(traceback);
    return truth;
}

PX_API int px_with_exit_none(PyObject *exit) {
    PyObject *args[4] = {NULL, Py_None, Py_None, Py_None};
    PyObject *result = PyObject_Vectorcall(exit, args + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    Py_XDECREF(result);
    return result ? 0 : -1;
}
