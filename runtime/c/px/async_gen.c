#include "px/async_gen.h"

#include "px/exc_state.h"
#include "px/gen_types.h"

PX_API int px_async_gen_hooks(px_gen *gen) {
    PyThreadState *thread;
    PyObject *first, *result;
    if (gen->hooks_inited) return 0;
    gen->hooks_inited = 1;
    thread = PyThreadState_Get();
    gen->origin = Py_XNewRef(thread->async_gen_finalizer);
    first = Py_XNewRef(thread->async_gen_firstiter);
    if (!first) return 0;
    result = PyObject_CallOneArg(first, (PyObject *)gen);
    Py_DECREF(first);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

PX_API PySendResult px_async_gen_yielded(px_gen *gen, PySendResult status, PyObject **result) {
    if (status == PYGEN_NEXT) {
        if (gen->delegate) return PYGEN_NEXT;
        gen->running_async = 0;
        return PYGEN_RETURN;
    }
    if (status == PYGEN_RETURN) {
        Py_CLEAR(*result);
        PyErr_SetNone(PyExc_StopAsyncIteration);
    }
    if (PyErr_ExceptionMatches(PyExc_StopAsyncIteration) || PyErr_ExceptionMatches(PyExc_GeneratorExit))
        gen->closed = 1;
    gen->running_async = 0;
    return PYGEN_ERROR;
}

PX_API PyObject *px_async_gen_outcome(PySendResult status, PyObject *result) {
    if (status != PYGEN_RETURN) return result;
    px_gen_stop(result);
    Py_DECREF(result);
    return NULL;
}

PX_API PyObject *px_async_gen_closed(PyObject *result) {
    if (result) {
        Py_DECREF(result);
        PyErr_SetString(PyExc_RuntimeError, "coroutine ignored GeneratorExit");
        return NULL;
    }
    if (!PyErr_ExceptionMatches(PyExc_StopIteration) && !PyErr_ExceptionMatches(PyExc_StopAsyncIteration) &&
        !PyErr_ExceptionMatches(PyExc_GeneratorExit))
        return NULL;
    PyErr_Clear();
    return Py_NewRef(Py_None);
}

#if PY_VERSION_HEX >= 0x030D0000
PX_API PX_COLD void px_async_gen_never_awaited(px_gen *gen, const char *method) {
    PyObject *exc = px_exc_take();
    if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine method '%s' of %R was never awaited", method,
                         gen->qualname) < 0)
        PyErr_WriteUnraisable((PyObject *)gen);
    if (exc) px_exc_put(exc);
}
#endif

/* The awaitable of one step. */
typedef struct px_asend {
    PyObject_HEAD
    px_gen *gen;     /* never NULL */
    PyObject *value; /* to send; NULL of `__anext__` */
    int state;
} px_asend;

static PyObject *px_asend_new(PyObject *gen, PyObject *value) {
    PyTypeObject *type;
    px_asend *asend;
    if (px_async_gen_hooks((px_gen *)gen) < 0) return NULL;
    type = px_gen_type(((px_gen *)gen)->module, PX_GEN_ASEND);
    asend = type ? PyObject_GC_New(px_asend, type) : NULL;
    if (!asend) return NULL;
    asend->gen = (px_gen *)Py_NewRef(gen);
    asend->value = Py_XNewRef(value);
    asend->state = PX_AWAIT_NEW;
    PyObject_GC_Track((PyObject *)asend);
    return (PyObject *)asend;
}

PX_API PyObject *px_async_gen_anext(PyObject *self) { return px_asend_new(self, NULL); }

PX_API PyObject *px_async_gen_asend(PyObject *self, PyObject *value) { return px_asend_new(self, value); }

/* May it go on? 0, or -1. */
static int px_asend_ready(px_asend *asend, int thrown) {
    if (asend->state == PX_AWAIT_CLOSED) {
        PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
        return -1;
    }
#if PY_VERSION_HEX < 0x030D0000
    if (thrown) return 0;
#else
    (void)thrown;
#endif
    if (asend->state == PX_AWAIT_NEW && asend->gen->running_async) {
#if PY_VERSION_HEX >= 0x030D0000
        asend->state = PX_AWAIT_CLOSED;
#endif
        PyErr_SetString(PyExc_RuntimeError, "anext(): asynchronous generator is already running");
        return -1;
    }
    return 0;
}

static PySendResult px_asend_am_send(PyObject *self, PyObject *value, PyObject **result) {
    px_asend *asend = (px_asend *)self;
    PySendResult status;
    *result = NULL;
    if (px_asend_ready(asend, 0) < 0) return PYGEN_ERROR;
    if (asend->state == PX_AWAIT_NEW) {
        if (value == Py_None && asend->value) value = asend->value;
        asend->state = PX_AWAIT_STARTED;
    }
    asend->gen->running_async = 1;
    status = px_gen_resume(asend->gen, value, result);
    status = px_async_gen_yielded(asend->gen, status, result);
    if (status != PYGEN_NEXT) asend->state = PX_AWAIT_CLOSED;
    return status;
}

static PyObject *px_asend_send(PyObject *self, PyObject *value) {
    PyObject *result;
    PySendResult status = px_asend_am_send(self, value, &result);
    return px_async_gen_outcome(status, result);
}

static PyObject *px_asend_iternext(PyObject *self) { return px_asend_send(self, Py_None); }

static PyObject *px_asend_throw(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    px_asend *asend = (px_asend *)self;
    px_thrown thrown;
    PyObject *result = NULL;
    PySendResult status = PYGEN_ERROR;
    if (px_asend_ready(asend, 1) < 0) return NULL;
#if PY_VERSION_HEX >= 0x030D0000
    if (asend->state == PX_AWAIT_NEW) {
        asend->state = PX_AWAIT_STARTED;
        asend->gen->running_async = 1;
    }
#endif
    if (px_gen_thrown(args, n, &thrown) == 0) status = px_gen_throw_in(asend->gen, 1, &thrown, &result);
    status = px_async_gen_yielded(asend->gen, status, &result);
    if (status != PYGEN_NEXT) asend->state = PX_AWAIT_CLOSED;
    return px_async_gen_outcome(status, result);
}

static PyObject *px_asend_close(PyObject *self, PyObject *none) {
    (void)none;
#if PY_VERSION_HEX >= 0x030D0000
    if (((px_asend *)self)->state == PX_AWAIT_CLOSED) return Py_NewRef(Py_None);
    return px_async_gen_closed(px_asend_throw(self, &PyExc_GeneratorExit, 1));
#else
    ((px_asend *)self)->state = PX_AWAIT_CLOSED;
    return Py_NewRef(Py_None);
#endif
}

#if PY_VERSION_HEX >= 0x030D0000
static void px_asend_finalize(PyObject *self) {
    px_asend *asend = (px_asend *)self;
    if (asend->state == PX_AWAIT_NEW) px_async_gen_never_awaited(asend->gen, "asend");
}
#endif

static int px_asend_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(((px_asend *)self)->gen);
    Py_VISIT(((px_asend *)self)->value);
    return 0;
}

static void px_asend_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
#if PY_VERSION_HEX >= 0x030D0000
    if (PyObject_CallFinalizerFromDealloc(self)) return;
#endif
    PyObject_GC_UnTrack(self);
    Py_DECREF(((px_asend *)self)->gen);
    Py_XDECREF(((px_asend *)self)->value);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyMethodDef px_asend_methods[] = {
    {"send", px_asend_send, METH_O, NULL},
    {"throw", (PyCFunction)(void (*)(void))px_asend_throw, METH_FASTCALL, NULL},
    {"close", px_asend_close, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot px_asend_slots[] = {
    {Py_tp_dealloc, (void *)px_asend_dealloc},
    {Py_tp_traverse, (void *)px_asend_traverse},
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)px_asend_iternext},
    {Py_am_await, (void *)PyObject_SelfIter},
    {Py_am_send, (void *)px_asend_am_send},
    {Py_tp_methods, (void *)px_asend_methods},
#if PY_VERSION_HEX >= 0x030D0000
    {Py_tp_finalize, (void *)px_asend_finalize},
#endif
    {0, NULL},
};

static PyType_Spec px_asend_spec = {
    "builtins.async_generator_asend",
    sizeof(px_asend),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    px_asend_slots,
};

PX_API PyType_Spec *px_async_gen_asend_spec(void) { return &px_asend_spec; }
