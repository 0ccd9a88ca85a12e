#include "px/async_throw.h"

#include "px/async_gen.h"
#include "px/gen_types.h"

/* The awaitable; of `aclose` where there is nothing to throw. */
typedef struct px_athrow {
    PyObject_HEAD
    px_gen *gen; /* never NULL */
    PyObject *args; /* tuple: what to throw */
    int state;
} px_athrow;

/* The arguments of `athrow`: 0, or -1. */
static int px_athrow_thrown(PyObject *args, px_thrown *thrown) {
    thrown->value = thrown->traceback = NULL;
    return PyArg_UnpackTuple(args, "athrow", 1, 3, &thrown->type, &thrown->value, &thrown->traceback) ? 0 : -1;
}

static PyObject *px_athrow_new(PyObject *gen, PyObject *args) {
    PyTypeObject *python_type;
    px_athrow *athrow;
    if (px_async_gen_hooks((px_gen *)gen) < 0) return NULL;
#if PY_VERSION_HEX >= 0x030E0000
    {
        px_thrown thrown;
        if (args && px_athrow_thrown(args, &thrown) < 0) return NULL;
    }
#endif
    python_type = px_gen_type(((px_gen *)gen)->module, PX_GEN_ATHROW);
    athrow = python_type ? PyObject_GC_New(px_athrow, python_type) : NULL;
    if (!athrow) return NULL;
    athrow->gen = (px_gen *)Py_NewRef(gen);
    athrow->args = Py_XNewRef(args);
    athrow->state = PX_AWAIT_NEW;
    PyObject_GC_Track((PyObject *)athrow);
    return (PyObject *)athrow;
}

PX_API PyObject *px_async_gen_athrow(PyObject *self, PyObject *args) {
#if PY_VERSION_HEX >= 0x030C0000
    if (PyTuple_GET_SIZE(args) > 1 && PyErr_WarnEx(PyExc_DeprecationWarning,
                                                   "the (type, exc, tb) signature of athrow() is deprecated, "
                                                   "use the single-arg signature instead.",
                                                   1) < 0)
        return NULL;
#endif
    return px_athrow_new(self, args);
}

PX_API PyObject *px_async_gen_aclose(PyObject *self, PyObject *none) {
    (void)none;
    return px_athrow_new(self, NULL);
}

/* It is done. */
static PySendResult px_athrow_ends(px_athrow *athrow) {
    athrow->gen->running_async = 0;
    athrow->state = PX_AWAIT_CLOSED;
    return PYGEN_ERROR;
}

static PySendResult px_aclose_ignored(px_athrow *athrow, PyObject **result) {
    Py_CLEAR(*result);
    PyErr_SetString(PyExc_RuntimeError, "async generator ignored GeneratorExit");
    return px_athrow_ends(athrow);
}

/* What a resumption means for `aclose`: both ends are what it waits for, a value is a mistake. */
static PySendResult px_aclose_step(px_athrow *athrow, PySendResult status, PyObject **result) {
    if (status == PYGEN_NEXT) {
        if (athrow->gen->delegate) return status;
        return px_aclose_ignored(athrow, result);
    }
    if (status == PYGEN_ERROR) {
        if (!PyErr_ExceptionMatches(PyExc_StopAsyncIteration) && !PyErr_ExceptionMatches(PyExc_GeneratorExit))
            return status;
        PyErr_Clear();
        *result = Py_NewRef(Py_None);
    }
    return PYGEN_RETURN;
}

/* What a resumption means for either. */
static PySendResult px_athrow_step(px_athrow *athrow, PySendResult status, PyObject **result) {
    if (!athrow->args) return px_aclose_step(athrow, status, result);
    return px_async_gen_yielded(athrow->gen, status, result);
}

static PySendResult px_athrow_refuse(px_athrow *athrow, PyObject *type, const char *message) {
    athrow->state = PX_AWAIT_CLOSED;
    if (message)
        PyErr_SetString(type, message);
    else
        PyErr_SetNone(type);
    return PYGEN_ERROR;
}

static PySendResult px_athrow_reused(px_athrow *athrow) {
    return px_athrow_refuse(athrow, PyExc_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
}

static PySendResult px_athrow_running(px_athrow *athrow) {
    return px_athrow_refuse(athrow, PyExc_RuntimeError,
                            athrow->args ? "athrow(): asynchronous generator is already running"
                                         : "aclose(): asynchronous generator is already running");
}

static PySendResult px_athrow_start(px_athrow *athrow, PyObject *value, PyObject **result) {
    px_gen *gen = athrow->gen;
    px_thrown thrown = {PyExc_GeneratorExit, NULL, NULL};
    PySendResult status;
    if (gen->running_async) return px_athrow_running(athrow);
    if (gen->closed) return px_athrow_refuse(athrow, PyExc_StopAsyncIteration, NULL);
    if (value != Py_None) {
        PyErr_SetString(PyExc_RuntimeError, "can't send non-None value to a just-started coroutine");
        return PYGEN_ERROR;
    }
    athrow->state = PX_AWAIT_STARTED;
    gen->running_async = 1;
    if (!athrow->args)
        gen->closed = 1;
    else if (px_athrow_thrown(athrow->args, &thrown) < 0)
        return PYGEN_ERROR;
    status = px_athrow_step(athrow, px_gen_throw_in(gen, 0, &thrown, result), result);
    if (status != PYGEN_NEXT) px_athrow_ends(athrow);
    return status;
}

static PySendResult px_athrow_am_send(PyObject *self, PyObject *value, PyObject **result) {
    px_athrow *athrow = (px_athrow *)self;
    PySendResult status;
    *result = NULL;
    if (athrow->state == PX_AWAIT_CLOSED) return px_athrow_reused(athrow);
    if (px_gen_finished(athrow->gen)) {
        athrow->state = PX_AWAIT_CLOSED;
        *result = Py_NewRef(Py_None);
        return PYGEN_RETURN;
    }
    if (athrow->state == PX_AWAIT_NEW) return px_athrow_start(athrow, value, result);
    status = px_gen_resume(athrow->gen, value, result);
    if (athrow->args) return px_async_gen_yielded(athrow->gen, status, result);
    status = px_aclose_step(athrow, status, result);
    if (status != PYGEN_NEXT) px_athrow_ends(athrow);
    return status;
}

static PyObject *px_athrow_send(PyObject *self, PyObject *value) {
    PyObject *result;
    PySendResult status = px_athrow_am_send(self, value, &result);
    return px_async_gen_outcome(status, result);
}

static PyObject *px_athrow_iternext(PyObject *self) { return px_athrow_send(self, Py_None); }

static PyObject *px_athrow_throw(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    px_athrow *athrow = (px_athrow *)self;
    px_thrown thrown;
    PyObject *result = NULL;
    PySendResult status = PYGEN_ERROR;
    if (athrow->state == PX_AWAIT_CLOSED) {
        px_athrow_reused(athrow);
        return NULL;
    }
#if PY_VERSION_HEX >= 0x030D0000
    if (athrow->state == PX_AWAIT_NEW) {
        if (athrow->gen->running_async) {
            px_athrow_running(athrow);
            return NULL;
        }
        athrow->state = PX_AWAIT_STARTED;
        athrow->gen->running_async = 1;
    }
#endif
    if (px_gen_thrown(args, n, &thrown) == 0) status = px_gen_throw_in(athrow->gen, 1, &thrown, &result);
    status = px_athrow_step(athrow, status, &result);
#if PY_VERSION_HEX >= 0x030D0000
    if (status != PYGEN_NEXT) px_athrow_ends(athrow);
#endif
    return px_async_gen_outcome(status, result);
}

static PyObject *px_athrow_close(PyObject *self, PyObject *none) {
    (void)none;
#if PY_VERSION_HEX >= 0x030D0000
    if (((px_athrow *)self)->state == PX_AWAIT_CLOSED) return Py_NewRef(Py_None);
    return px_async_gen_closed(px_athrow_throw(self, &PyExc_GeneratorExit, 1));
#else
    ((px_athrow *)self)->state = PX_AWAIT_CLOSED;
    return Py_NewRef(Py_None);
#endif
}

#if PY_VERSION_HEX >= 0x030D0000
static void px_athrow_finalize(PyObject *self) {
    px_athrow *athrow = (px_athrow *)self;
    if (athrow->state == PX_AWAIT_NEW) px_async_gen_never_awaited(athrow->gen, athrow->args ? "athrow" : "aclose");
}
#endif

static int px_athrow_traverse(PyObject *self, visitproc visit, void *arg) {
    px_athrow *athrow = (px_athrow *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(athrow->gen);
    Py_VISIT(athrow->args);
    return 0;
}

static void px_athrow_dealloc(PyObject *self) {
    px_athrow *athrow = (px_athrow *)self;
    PyTypeObject *type = Py_TYPE(self);
#if PY_VERSION_HEX >= 0x030D0000
    if (PyObject_CallFinalizerFromDealloc(self)) return;
#endif
    PyObject_GC_UnTrack(self);
    Py_DECREF(athrow->gen);
    Py_XDECREF(athrow->args);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyMethodDef px_athrow_methods[] = {
    {"send", px_athrow_send, METH_O, NULL},
    {"throw", (PyCFunction)(void (*)(void))px_athrow_throw, METH_FASTCALL, NULL},
    {"close", px_athrow_close, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot px_athrow_slots[] = {
    {Py_tp_dealloc, (void *)px_athrow_dealloc},
    {Py_tp_traverse, (void *)px_athrow_traverse},
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)px_athrow_iternext},
    {Py_am_await, (void *)PyObject_SelfIter},
    {Py_am_send, (void *)px_athrow_am_send},
    {Py_tp_methods, (void *)px_athrow_methods},
#if PY_VERSION_HEX >= 0x030D0000
    {Py_tp_finalize, (void *)px_athrow_finalize},
#endif
    {0, NULL},
};

static PyType_Spec px_athrow_spec = {
    "builtins.async_generator_athrow",
    sizeof(px_athrow),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    px_athrow_slots,
};

PX_API PyType_Spec *px_async_gen_athrow_spec(void) { return &px_athrow_spec; }
