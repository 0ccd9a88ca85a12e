#include "px/gen_core.h"

#include "px/exc_state.h"
#include "px/gen_methods.h"
#include "px/gen_types.h"

PX_API void px_gen_stop(PyObject *value) {
    PyObject *exc;
    if (value == Py_None) {
        PyErr_SetNone(PyExc_StopIteration);
        return;
    }
    exc = PyObject_CallOneArg(PyExc_StopIteration, value);
    if (!exc) return;
    PyErr_SetObject(PyExc_StopIteration, exc);
    Py_DECREF(exc);
}

PX_API PyObject *px_gen_outcome(px_gen *gen, PySendResult status, PyObject *result) {
    if (status != PYGEN_RETURN) return result;
    if (gen->type->kind == PX_ASYNC_GENERATOR)
        PyErr_SetNone(PyExc_StopAsyncIteration);
    else
        px_gen_stop(result);
    Py_DECREF(result);
    return NULL;
}

/* The value of the StopIteration in flight, or of an end without one. New reference, or NULL: something else was raised. */
static PyObject *px_gen_stopped(void) {
    PyObject *exc, *value;
    if (!PyErr_Occurred()) return Py_NewRef(Py_None);
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return NULL;
    exc = px_exc_take();
    value = Py_XNewRef(((PyStopIterationObject *)exc)->value);
    Py_DECREF(exc);
    return value ? value : Py_NewRef(Py_None);
}

/* Sets the exception that `throw` describes. 0, or -1 with another one. */
static int px_gen_set_thrown(const px_thrown *thrown) {
    PyObject *type = thrown->type, *value = thrown->value, *traceback = thrown->traceback;
    if (traceback == Py_None) traceback = NULL;
    if (traceback && !PyTraceBack_Check(traceback)) {
        PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object");
        return -1;
    }
    if (PyExceptionClass_Check(type)) {
        Py_INCREF(type);
        Py_XINCREF(value);
        Py_XINCREF(traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        PyErr_Restore(type, value, traceback);
        return 0;
    }
    if (!PyExceptionInstance_Check(type)) {
        PyErr_Format(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException, not %s",
                     Py_TYPE(type)->tp_name);
        return -1;
    }
    if (value && value != Py_None) {
        PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
        return -1;
    }
    traceback = traceback ? Py_NewRef(traceback) : PyException_GetTraceback(type);
    PyErr_Restore(Py_NewRef((PyObject *)Py_TYPE(type)), Py_NewRef(type), traceback);
    return 0;
}

/* Goes on in the frame after the delegate was thrown at: with its value, or with the exception in flight. */
static PySendResult px_gen_after_throw(px_gen *gen, PyObject *value, PyObject **result) {
    PySendResult status;
    Py_CLEAR(gen->delegate);
    status = px_gen_resume(gen, value, result);
    Py_XDECREF(value);
    return status;
}

/* Throws into the delegate, by the method `throw` that was found. */
static PySendResult px_gen_throw_by(px_gen *gen, PyObject *method, const px_thrown *thrown, PyObject **result) {
    gen->running = 1;
    *result = PyObject_CallFunctionObjArgs(method, thrown->type, thrown->value, thrown->traceback, NULL);
    gen->running = 0;
    Py_DECREF(method);
    if (*result) return PYGEN_NEXT;
    return px_gen_after_throw(gen, px_gen_stopped(), result);
}

/* The same for one that can be resumed directly. */
static PySendResult px_gen_throw_native(px_gen *gen, int close, const px_thrown *thrown, PyObject **result) {
    PySendResult status;
    gen->running = 1;
    status = px_gen_throw_in((px_gen *)gen->delegate, close, thrown, result);
    gen->running = 0;
    if (status == PYGEN_NEXT) return status;
    return px_gen_after_throw(gen, status == PYGEN_RETURN ? *result : NULL, result);
}

static PySendResult px_gen_throw_here(px_gen *gen, const px_thrown *thrown, PyObject **result) {
    *result = NULL;
    if (px_gen_set_thrown(thrown) < 0) return PYGEN_ERROR;
    return px_gen_resume(gen, NULL, result);
}

PX_API PySendResult px_gen_throw_in(px_gen *gen, int close, const px_thrown *thrown, PyObject **result) {
    PyObject *method;
    *result = NULL;
    if (!gen->delegate || gen->running) return px_gen_throw_here(gen, thrown, result);
    if (close && PyErr_GivenExceptionMatches(thrown->type, PyExc_GeneratorExit)) {
        if (px_gen_close_delegate(gen) < 0) return px_gen_resume(gen, NULL, result);
        return px_gen_throw_here(gen, thrown, result);
    }
    if (px_gen_native(gen->module, gen->delegate)) return px_gen_throw_native(gen, close, thrown, result);
    method = PyObject_GetAttrString(gen->delegate, "throw");
    if (method) return px_gen_throw_by(gen, method, thrown, result);
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return PYGEN_ERROR;
    PyErr_Clear();
    return px_gen_throw_here(gen, thrown, result);
}

PX_API int px_gen_thrown(PyObject *const *args, Py_ssize_t n, px_thrown *thrown) {
    if (n < 1 || n > 3) {
        PyErr_Format(PyExc_TypeError, "throw expected at %s %d argument%s, got %zd", n < 1 ? "least" : "most",
                     n < 1 ? 1 : 3, n < 1 ? "" : "s", n);
        return -1;
    }
#if PY_VERSION_HEX >= 0x030C0000
    if (n > 1 && PyErr_WarnEx(PyExc_DeprecationWarning,
                              "the (type, exc, tb) signature of throw() is deprecated, "
                              "use the single-arg signature instead.",
                              1) < 0)
        return -1;
#endif
    thrown->type = args[0];
    thrown->value = n > 1 ? args[1] : NULL;
    thrown->traceback = n > 2 ? args[2] : NULL;
    return 0;
}
