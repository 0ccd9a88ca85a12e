#include "px/raise3.h"

#include "px/exc_state.h"

/* The exception for a class and a value, which may be an instance, the arguments, or one argument. New, or NULL. */
static PyObject *px_raise3_instance(PyObject *type, PyObject *value) {
    PyObject *exc;
    if (value && PyExceptionInstance_Check(value) && PyObject_TypeCheck(value, (PyTypeObject *)type))
        return Py_NewRef(value);
    if (!value) return PyObject_CallNoArgs(type);
    exc = PyTuple_Check(value) ? PyObject_CallObject(type, value) : PyObject_CallOneArg(type, value);
    if (exc && !PyExceptionInstance_Check(exc)) {
        PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", type,
                     Py_TYPE(exc));
        Py_CLEAR(exc);
    }
    return exc;
}

PX_API PX_COLD void px_raise3(PyObject *type, PyObject *value, PyObject *traceback) {
    PyObject *exc = NULL;
    if (value == Py_None) value = NULL;
    if (traceback == Py_None) traceback = NULL;
    if (traceback && !PyTraceBack_Check(traceback)) {
        PyErr_SetString(PyExc_TypeError, "raise: arg 3 must be a traceback or None");
    } else if (PyExceptionInstance_Check(type)) {
        if (value)
            PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
        else
            exc = Py_NewRef(type);
    } else if (PyExceptionClass_Check(type)) {
        exc = px_raise3_instance(type, value);
    } else {
        PyErr_SetString(PyExc_TypeError, "raise: exception class must be a subclass of BaseException");
    }
    if (!exc) return;
    PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
    Py_DECREF(exc);
    if (!traceback) return;
    exc = px_exc_take();
    PyException_SetTraceback(exc, traceback);
    px_exc_put(exc);
}
