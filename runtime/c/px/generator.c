#include "px/generator.h"

#include "px/calls.h"
#include "px/coroutine.h"
#include "px/exc_state.h"
#include "px/function.h"
#include "px/gen_core.h"
#include "px/gen_methods.h"
#include "px/gen_types.h"

#include <string.h>

/* The number of the type for what a function makes. */
static int px_gen_number(const px_frame_type *type, PyObject *function) {
    PyCodeObject *code = function ? (PyCodeObject *)((px_function *)function)->code : NULL;
    if (px_unlikely(code && type->kind == PX_GENERATOR && code->co_flags & CO_ITERABLE_COROUTINE)) return PX_GEN_MARKED;
    return type->kind;
}

PX_API px_gen *px_gen_new(px_module *m, const px_frame_type *type, PyObject *function, PyObject *closure) {
    PyTypeObject *python_type = px_gen_type(m, px_gen_number(type, function));
    const px_func *def = m->def->funcs + type->func;
    Py_ssize_t items = (Py_ssize_t)((type->size - sizeof(px_gen) + sizeof(PyObject *) - 1) / sizeof(PyObject *));
    px_gen *gen = python_type ? PyObject_GC_NewVar(px_gen, python_type, items) : NULL;
    if (!gen) return NULL;
    memset((char *)gen + offsetof(px_gen, resume), 0, type->size - offsetof(px_gen, resume));
    gen->resume = type->resume;
    gen->type = type;
    gen->module = m;
    if (!closure && function) closure = ((px_function *)function)->closure;
    gen->function = Py_XNewRef(function);
    gen->closure = Py_XNewRef(closure);
    gen->name = Py_NewRef(function ? ((px_function *)function)->name : m->consts[def->name]);
    gen->qualname = Py_NewRef(function ? ((px_function *)function)->qualname : m->consts[def->qualname]);
    PyObject_GC_Track((PyObject *)gen);
    if (type->kind == PX_COROUTINE || type->kind == PX_ITERABLE_COROUTINE) {
        if (px_coroutine_made(gen) < 0) Py_CLEAR(gen);
    }
    return gen;
}

/* What the frame no longer needs. The code object stays. */
static void px_gen_release(px_gen *gen) {
    if (gen->function && !gen->code) gen->code = Py_XNewRef(((px_function *)gen->function)->code);
    Py_CLEAR(gen->exc_state.exc_value);
    Py_CLEAR(gen->frame);
    Py_CLEAR(gen->closure);
    Py_CLEAR(gen->function);
}

PX_API void px_gen_drop(px_gen *gen) {
    uint16_t i;
    if (gen->at < 0 || gen->running) return;
    gen->at = -1;
    Py_CLEAR(gen->delegate);
    for (i = 0; i < gen->type->n_slots; i++) {
        PyObject **slot = (PyObject **)(void *)((char *)gen + gen->type->slots[i]);
        Py_CLEAR(*slot);
    }
    if (gen->type->release) gen->type->release(gen);
    px_gen_release(gen);
}

/* What the object is called in messages. */
static const char *px_gen_noun(px_gen *gen) {
    switch (gen->type->kind) {
    case PX_GENERATOR:
        return "generator";
    case PX_ASYNC_GENERATOR:
        return "async generator";
    default:
        return "coroutine";
    }
}

/* One that is running, at its end, or not started and sent a value. */
static PX_COLD PySendResult px_gen_refuse(px_gen *gen, PyObject *sent, PyObject **result) {
    const char *noun = px_gen_noun(gen);
    if (gen->running) {
        PyErr_Format(PyExc_ValueError, "%s already executing", noun);
    } else if (gen->at == 0) {
        PyErr_Format(PyExc_TypeError, "can't send non-None value to a just-started %s", noun);
    } else if (gen->type->kind == PX_COROUTINE || gen->type->kind == PX_ITERABLE_COROUTINE) {
        PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited coroutine");
    } else if (sent) {
        *result = Py_NewRef(Py_None);
        return PYGEN_RETURN;
    }
    return PYGEN_ERROR;
}

/* StopIteration must not leave a generator (PEP 479); StopAsyncIteration no asynchronous one. */
static PX_COLD void px_gen_stop_error(px_gen *gen) {
    int async = gen->type->kind == PX_ASYNC_GENERATOR;
    const char *what = "StopIteration";
    PyObject *cause, *error;
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
        if (!async || !PyErr_ExceptionMatches(PyExc_StopAsyncIteration)) return;
        what = "StopAsyncIteration";
    }
    cause = px_exc_take();
    PyErr_Format(PyExc_RuntimeError, "%s raised %s", px_gen_noun(gen), what);
    error = px_exc_take();
    PyException_SetCause(error, Py_NewRef(cause));
    PyException_SetContext(error, cause);
    px_exc_put(error);
}

/* The exception that is thrown in gets what the generator handles as its context. */
static void px_gen_chain(px_gen *gen) {
    PyObject *handled = gen->exc_state.exc_value, *exc;
    if (!handled || handled == Py_None) return;
    exc = px_exc_take();
    PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
    Py_DECREF(exc);
}

/* Sends to an iterator on behalf of the generator. */
static PySendResult px_gen_ask(px_gen *gen, PyObject *iterator, PyObject *sent, PyObject **result) {
    if (px_gen_native(gen->module, iterator)) return px_gen_resume((px_gen *)iterator, sent, result);
    return PyIter_Send(iterator, sent, result);
}

/* Asks the delegate, and goes on in the frame if that is at its end. */
static PySendResult px_gen_through(px_gen *gen, PyObject *sent, PyObject **result) {
    PyObject *value = NULL;
    PySendResult status = px_gen_ask(gen, gen->delegate, sent, result);
    if (status == PYGEN_NEXT) return status;
    if (status == PYGEN_RETURN) value = *result;
    *result = NULL;
    Py_CLEAR(gen->delegate);
    status = gen->resume(gen, value, result);
    Py_XDECREF(value);
    return status;
}

/* A step that throws, or that a delegate answers. */
static PySendResult px_gen_other_step(px_gen *gen, PyObject *sent, PyObject **result) {
    if (gen->delegate && sent) return px_gen_through(gen, sent, result);
    if (!sent) px_gen_chain(gen);
    Py_CLEAR(gen->delegate);
    return gen->resume(gen, sent, result);
}

/* The end of the frame. */
static PX_COLD void px_gen_end(px_gen *gen, PySendResult status) {
    gen->at = -1;
    if (status == PYGEN_ERROR) px_gen_stop_error(gen);
    px_gen_release(gen);
}

PX_INLINE PySendResult px_gen_step(px_gen *gen, PyObject *sent, PyObject **result) {
    PyThreadState *thread;
    PySendResult status;
    *result = NULL;
    if (px_unlikely(gen->running || gen->at < 0 || (gen->at == 0 && sent && sent != Py_None)))
        return px_gen_refuse(gen, sent, result);
    thread = PyThreadState_Get();
    if (px_calls_enter(thread) < 0) return PYGEN_ERROR;
    gen->exc_state.previous_item = thread->exc_info;
    thread->exc_info = &gen->exc_state;
    gen->running = 1;
    if (px_likely(sent && !gen->delegate))
        status = gen->resume(gen, sent, result);
    else
        status = px_gen_other_step(gen, sent, result);
    gen->running = 0;
    thread->exc_info = gen->exc_state.previous_item;
    gen->exc_state.previous_item = NULL;
    px_calls_leave(thread);
    if (px_unlikely(status != PYGEN_NEXT)) px_gen_end(gen, status);
    return status;
}

PX_API PySendResult px_gen_resume(px_gen *gen, PyObject *sent, PyObject **result) {
    return px_gen_step(gen, sent, result);
}

PX_API PyObject *px_gen_iternext(PyObject *self) {
    PyObject *result;
    if (px_likely(px_gen_step((px_gen *)self, Py_None, &result) != PYGEN_RETURN)) return result;
    if (result != Py_None) px_gen_stop(result);
    Py_DECREF(result);
    return NULL;
}

PX_API int px_gen_delegate(PyObject *self, PyObject *iterator) {
    px_gen *gen = (px_gen *)self;
    PyObject *value = NULL;
    PySendResult status = px_gen_ask(gen, iterator, Py_None, &value);
    gen->value = value;
    if (status == PYGEN_NEXT) {
        gen->delegate = iterator;
        return 1;
    }
    Py_DECREF(iterator);
    return status == PYGEN_RETURN ? 0 : -1;
}
