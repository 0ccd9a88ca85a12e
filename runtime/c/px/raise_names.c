#include "px/raise_names.h"

#include "px/exc_state.h"

PX_API PX_COLD void px_raise_assertion(PyObject *message) {
    PyObject *exc;
    if (!message) {
        PyErr_SetNone(PyExc_AssertionError);
        return;
    }
    exc = PyObject_CallOneArg(PyExc_AssertionError, message);
    if (!exc) return;
    PyErr_SetObject(PyExc_AssertionError, exc);
    Py_DECREF(exc);
}

/* A NameError or UnboundLocalError that knows the name: suggestions are made from it. */
static void px_raise_name_error(PyObject *type, const char *format, PyObject *name) {
    PyObject *exc;
    PyErr_Format(type, format, name);
    exc = px_exc_take();
    if (!exc) return;
    if (PyErr_GivenExceptionMatches(exc, PyExc_NameError) && PyObject_SetAttrString(exc, "name", name) < 0)
        PyErr_Clear();
    px_exc_put(exc);
}

PX_API PX_COLD void px_raise_unbound(PyObject *name) {
    PyErr_Format(PyExc_UnboundLocalError, "cannot access local variable '%U' where it is not associated with a value",
                 name);
}

PX_API PX_COLD void px_raise_unbound_free(PyObject *name) {
    px_raise_name_error(PyExc_NameError,
                        "cannot access free variable '%U' where it is not associated with a value in enclosing scope",
                        name);
}

PX_API PX_COLD void px_raise_unbound_outer(PyObject *name) {
    if (PY_VERSION_HEX >= 0x030C0000)
        px_raise_unbound(name);
    else
        px_raise_unbound_free(name);
}

PX_API PX_COLD void px_raise_runtime(const char *text) { PyErr_SetString(PyExc_RuntimeError, text); }

PX_API PX_COLD void px_raise_name(PyObject *name) {
    px_raise_name_error(PyExc_NameError, "name '%U' is not defined", name);
}

PX_API PX_COLD void px_raise_type(const char *text) { PyErr_SetString(PyExc_TypeError, text); }

PX_API PX_COLD void px_raise_value(const char *text) { PyErr_SetString(PyExc_ValueError, text); }
