#include "px/exceptions.h"

/* An instance of what `raise` got. New reference, or NULL with a TypeError. */
static PyObject *px_raise_instance(PyObject *value, const char *complaint) {
    PyObject *exc;
    if (PyExceptionInstance_Check(value)) return Py_NewRef(value);
    if (!PyExceptionClass_Check(value)) {
        PyErr_SetString(PyExc_TypeError, complaint);
        return NULL;
    }
    exc = PyObject_CallNoArgs(value);
    if (exc && !PyExceptionInstance_Check(exc)) {
        PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", value,
                     Py_TYPE(exc));
        Py_CLEAR(exc);
    }
    return exc;
}

PX_API PX_COLD void px_raise(PyObject *value) {
    PyObject *exc = px_raise_instance(value, "exceptions must derive from BaseException");
    if (!exc) return;
    PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
    Py_DECREF(exc);
}

PX_API PX_COLD void px_raise_from(PyObject *value, PyObject *cause) {
    PyObject *exc = px_raise_instance(value, "exceptions must derive from BaseException"), *source = NULL;
    if (!exc) return;
    if (cause != Py_None) source = px_raise_instance(cause, "exception causes must derive from BaseException");
    if (source || cause == Py_None) {
        PyException_SetCause(exc, source);
        PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
    }
    Py_DECREF(exc);
}

PX_API PX_COLD void px_reraise(void) {
    PyObject *exc = PyErr_GetHandledException();
    if (exc && exc != Py_None) {
        px_exc_put(exc);
        return;
    }
    Py_XDECREF(exc);
    PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
}

PX_API int px_exc_matches(PyObject *exc, PyObject *type) {
    int valid = 1;
    if (PyTuple_Check(type)) {
        Py_ssize_t i;
        for (i = 0; i < PyTuple_GET_SIZE(type) && valid; i++) valid = PyExceptionClass_Check(PyTuple_GET_ITEM(type, i));
    } else {
        valid = PyExceptionClass_Check(type);
    }
    if (valid) return PyErr_GivenExceptionMatches(exc, type);
    PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from BaseException is not allowed");
    return -1;
}
