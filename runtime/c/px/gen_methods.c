#include "px/gen_methods.h"

#include "px/coroutine.h"
#include "px/exc_state.h"
#include "px/gen_types.h"

PX_API PyObject *px_gen_send(PyObject *self, PyObject *value) {
    PyObject *result;
    PySendResult status = px_gen_resume((px_gen *)self, value, &result);
    return px_gen_outcome((px_gen *)self, status, result);
}

PX_API PyObject *px_gen_throw(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    px_thrown thrown;
    PyObject *result;
    PySendResult status;
    if (px_gen_thrown(args, n, &thrown) < 0) return NULL;
    status = px_gen_throw_in((px_gen *)self, 1, &thrown, &result);
    return px_gen_outcome((px_gen *)self, status, result);
}

PX_API PySendResult px_gen_am_send(PyObject *self, PyObject *value, PyObject **result) {
    return px_gen_resume((px_gen *)self, value, result);
}

/* Calls the method `close` of an iterator, if it has one. 0, or -1. */
static int px_gen_close_other(PyObject *iterator) {
    PyObject *method = PyObject_GetAttrString(iterator, "close"), *result;
    if (!method) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError))
            PyErr_Clear();
        else
            PyErr_WriteUnraisable(iterator);
        return 0;
    }
    result = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

PX_API int px_gen_close_delegate(px_gen *gen) {
    PyObject *delegate = Py_NewRef(gen->delegate), *result;
    int status;
    gen->running = 1;
    if (px_gen_native(gen->module, delegate)) {
        result = px_gen_close(delegate, NULL);
        status = result ? 0 : -1;
        Py_XDECREF(result);
    } else {
        status = px_gen_close_other(delegate);
    }
    gen->running = 0;
    Py_DECREF(delegate);
    return status;
}

/* What `close` gives for a generator that has returned a value meanwhile. Steals. */
static PyObject *px_gen_closed(px_gen *gen, PyObject *value) {
    if (gen->type->kind == PX_ASYNC_GENERATOR) return px_gen_outcome(gen, PYGEN_RETURN, value);
#if PY_VERSION_HEX >= 0x030D0000
    return value;
#else
    Py_DECREF(value);
    return Py_NewRef(Py_None);
#endif
}

PX_API PyObject *px_gen_close(PyObject *self, PyObject *none) {
    px_gen *gen = (px_gen *)self;
    const char *noun = gen->type->kind == PX_GENERATOR         ? "generator"
                       : gen->type->kind == PX_ASYNC_GENERATOR ? "async generator"
                                                               : "coroutine";
    PyObject *result;
    PySendResult status;
    int raised = 0;
    (void)none;
    if (px_gen_created(gen)) px_gen_drop(gen);
    if (px_gen_finished(gen)) return Py_NewRef(Py_None);
    if (gen->delegate && !gen->running) raised = px_gen_close_delegate(gen) < 0;
    if (!raised) PyErr_SetNone(PyExc_GeneratorExit);
    status = px_gen_resume(gen, NULL, &result);
    if (status == PYGEN_RETURN) return px_gen_closed(gen, result);
    if (status == PYGEN_NEXT) {
        Py_DECREF(result);
        PyErr_Format(PyExc_RuntimeError, "%s ignored GeneratorExit", noun);
        return NULL;
    }
    if (!PyErr_ExceptionMatches(PyExc_GeneratorExit)) return NULL;
    PyErr_Clear();
    return Py_NewRef(Py_None);
}

PX_API PyObject *px_gen_sizeof(PyObject *self, PyObject *none) {
    (void)none;
    return PyLong_FromSize_t(((px_gen *)self)->type->size);
}

PX_API int px_gen_traverse(PyObject *self, visitproc visit, void *arg) {
    px_gen *gen = (px_gen *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(gen->delegate);
    Py_VISIT(gen->value);
    Py_VISIT(gen->function);
    Py_VISIT(gen->closure);
    Py_VISIT(gen->origin);
    Py_VISIT(gen->frame);
    Py_VISIT(gen->exc_state.exc_value);
    if (gen->at >= 0 && !gen->running) {
        uint16_t i;
        for (i = 0; i < gen->type->n_slots; i++) Py_VISIT(*(PyObject **)(void *)((char *)gen + gen->type->slots[i]));
    }
    return 0;
}

PX_API int px_gen_clear(PyObject *self) {
    px_gen *gen = (px_gen *)self;
    px_gen_drop(gen);
    Py_CLEAR(gen->origin);
    return 0;
}

/* Hands an asynchronous generator that is not at its end to the hook for that. 1 if there is one. */
static int px_gen_finalize_by_hook(px_gen *gen) {
    PyObject *result;
    if (gen->type->kind != PX_ASYNC_GENERATOR || !gen->origin || gen->closed) return 0;
    result = PyObject_CallOneArg(gen->origin, (PyObject *)gen);
    if (!result) PyErr_WriteUnraisable((PyObject *)gen);
    Py_XDECREF(result);
    return 1;
}

PX_API void px_gen_finalize(PyObject *self) {
    px_gen *gen = (px_gen *)self;
    PyObject *exc, *result;
    if (px_gen_finished(gen)) return;
    exc = px_exc_take();
    if (!px_gen_finalize_by_hook(gen)) {
        if (gen->type->kind == PX_COROUTINE && px_gen_created(gen)) {
            px_coroutine_never_awaited(self);
        } else {
            result = px_gen_close(self, NULL);
            if (!result) PyErr_WriteUnraisable(self);
            Py_XDECREF(result);
        }
    }
    if (exc) px_exc_put(exc);
}

PX_API void px_gen_dealloc(PyObject *self) {
    px_gen *gen = (px_gen *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (gen->weakrefs) PyObject_ClearWeakRefs(self);
    if (gen->at >= 0) {
        PyObject_GC_Track(self);
        if (PyObject_CallFinalizerFromDealloc(self)) return;
        PyObject_GC_UnTrack(self);
        px_gen_drop(gen);
    }
    Py_CLEAR(gen->origin);
    Py_CLEAR(gen->value);
    Py_CLEAR(gen->code);
    Py_CLEAR(gen->name);
    Py_CLEAR(gen->qualname);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}
