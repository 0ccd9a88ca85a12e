#include "px/await.h"

#include "px/exc_state.h"
#include "px/gen_types.h"
#include "px/special.h"

/* Is it a generator of the interpreter that types.coroutine() has marked? */
static int px_await_marked(PyObject *o) {
    PyCodeObject *code;
    int marked;
    if (!PyGen_CheckExact(o)) return 0;
#if PY_VERSION_HEX >= 0x030C0000
    code = PyGen_GetCode((PyGenObject *)o);
#else
    code = (PyCodeObject *)PyObject_GetAttrString(o, "gi_code");
    if (!code) {
        PyErr_Clear();
        return 0;
    }
#endif
    marked = (code->co_flags & CO_ITERABLE_COROUTINE) != 0;
    Py_DECREF(code);
    return marked;
}

static int px_await_is_coroutine(px_gen *gen, PyObject *o) {
    return px_gen_is_coroutine(gen->module, o) || Py_TYPE(o) == gen->module->gen_types[PX_GEN_MARKED] ||
           PyCoro_CheckExact(o) || px_await_marked(o);
}

/* Is somebody waiting for this coroutine already? Raises then. */
static int px_await_taken(px_gen *gen, PyObject *o) {
    int taken = 0;
    if (px_gen_is_coroutine(gen->module, o)) {
        taken = ((px_gen *)o)->delegate != NULL;
    } else if (PyCoro_CheckExact(o)) {
        PyObject *other = PyObject_GetAttrString(o, "cr_await");
        if (!other) return 1;
        taken = other != Py_None;
        Py_DECREF(other);
    }
    if (taken) PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
    return taken;
}

static unaryfunc px_await_slot(PyObject *o) {
    PyAsyncMethods *methods = Py_TYPE(o)->tp_as_async;
    return methods ? methods->am_await : NULL;
}

/* What `__await__` gives, which must be an iterator and no coroutine. Steals. */
static PyObject *px_await_checked(px_gen *gen, PyObject *iterator) {
    if (!iterator) return NULL;
    if (px_await_is_coroutine(gen, iterator)) {
        PyErr_SetString(PyExc_TypeError, "__await__() returned a coroutine");
        Py_CLEAR(iterator);
    } else if (!PyIter_Check(iterator)) {
        PyErr_Format(PyExc_TypeError, "__await__() returned non-iterator of type '%.100s'", Py_TYPE(iterator)->tp_name);
        Py_CLEAR(iterator);
    }
    return iterator;
}

/* The iterator of an awaitable. `from` is the method that gave it, NULL for the operand of `await`. */
static PyObject *px_await_of(px_gen *gen, PyObject *o, const char *from) {
    unaryfunc getter;
    if (px_await_is_coroutine(gen, o)) return px_await_taken(gen, o) ? NULL : Py_NewRef(o);
    getter = px_await_slot(o);
    if (getter) return px_await_checked(gen, getter(o));
    if (from)
        PyErr_Format(PyExc_TypeError,
                     "'async with' received an object from %s that does not implement __await__: %.100s", from,
                     Py_TYPE(o)->tp_name);
    else
#if PY_VERSION_HEX >= 0x030E0000
        PyErr_Format(PyExc_TypeError, "'%.100s' object can't be awaited", Py_TYPE(o)->tp_name);
#else
        PyErr_Format(PyExc_TypeError, "object %.100s can't be used in 'await' expression", Py_TYPE(o)->tp_name);
#endif
    return NULL;
}

/* The same for a new reference, or NULL with an exception. Steals. */
static PyObject *px_await_result(PyObject *gen, PyObject *awaitable, const char *from) {
    PyObject *iterator = awaitable ? px_await_of((px_gen *)gen, awaitable, from) : NULL;
    Py_XDECREF(awaitable);
    return iterator;
}

PX_API PyObject *px_await_iter(PyObject *gen, PyObject *operand) { return px_await_of((px_gen *)gen, operand, NULL); }

PX_API PyObject *px_yield_from_iter(PyObject *self, PyObject *operand) {
    px_gen *gen = (px_gen *)self;
    if (px_gen_is_coroutine(gen->module, operand) || PyCoro_CheckExact(operand)) {
        if (gen->type->kind != PX_GENERATOR || Py_TYPE(self) == gen->module->gen_types[PX_GEN_MARKED])
            return Py_NewRef(operand);
        if (Py_TYPE(operand) == gen->module->gen_types[PX_ITERABLE_COROUTINE]) return Py_NewRef(operand);
        if (gen->module->def->python)
            PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
        else
            PyErr_Format(PyExc_TypeError, "'%.200s' object is not iterable", Py_TYPE(operand)->tp_name);
        return NULL;
    }
    return PyObject_GetIter(operand);
}

PX_API PyObject *px_aiter(PyObject *operand) {
    PyAsyncMethods *methods = Py_TYPE(operand)->tp_as_async;
    PyObject *iterator;
    if (!methods || !methods->am_aiter) {
        PyErr_Format(PyExc_TypeError, "'async for' requires an object with __aiter__ method, got %.100s",
                     Py_TYPE(operand)->tp_name);
        return NULL;
    }
    iterator = methods->am_aiter(operand);
    if (!iterator) return NULL;
    methods = Py_TYPE(iterator)->tp_as_async;
    if (methods && methods->am_anext) return iterator;
    PyErr_Format(PyExc_TypeError,
                 "'async for' received an object from __aiter__ that does not implement __anext__: %.100s",
                 Py_TYPE(iterator)->tp_name);
    Py_DECREF(iterator);
    return NULL;
}

/* The exception in flight becomes the cause of a TypeError about what `__anext__` gave. */
static PX_COLD void px_anext_invalid(PyObject *awaitable) {
    PyObject *cause = px_exc_take(), *error;
    PyErr_Format(PyExc_TypeError, "'async for' received an invalid object from __anext__: %.100s",
                 Py_TYPE(awaitable)->tp_name);
    error = px_exc_take();
    PyException_SetCause(error, Py_XNewRef(cause));
    PyException_SetContext(error, cause);
    px_exc_put(error);
}

PX_API PyObject *px_anext(PyObject *self, PyObject *iterator) {
    px_gen *gen = (px_gen *)self;
    PyTypeObject *type = Py_TYPE(iterator);
    PyAsyncMethods *methods = type->tp_as_async;
    PyObject *awaitable, *result;
    if (!methods || !methods->am_anext) {
        PyErr_Format(PyExc_TypeError, "'async for' requires an iterator with __anext__ method, got %.100s",
                     type->tp_name);
        return NULL;
    }
    awaitable = methods->am_anext(iterator);
    if (!awaitable || type == &PyAsyncGen_Type || type == gen->module->gen_types[PX_ASYNC_GENERATOR]) return awaitable;
    result = px_await_of(gen, awaitable, NULL);
    if (!result) px_anext_invalid(awaitable);
    Py_DECREF(awaitable);
    return result;
}

/* A method that `async with` needs. New reference, or NULL with a TypeError. */
static PyObject *px_async_with_method(PyObject *manager, const char *name, const char *missed) {
    PyObject *method = px_special(manager, name);
    if (!method && !PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the asynchronous context manager protocol%s",
                     Py_TYPE(manager)->tp_name, missed);
    return method;
}

PX_API PyObject *px_async_exit_of(PyObject *manager) {
    PyObject *enter = px_async_with_method(manager, "__aenter__", "");
    if (!enter) return NULL;
    Py_DECREF(enter);
    return px_async_with_method(manager, "__aexit__", " (missed __aexit__ method)");
}

PX_API PyObject *px_async_enter(PyObject *gen, PyObject *manager) {
    PyObject *enter = px_async_with_method(manager, "__aenter__", ""), *awaitable;
    if (!enter) return NULL;
    awaitable = PyObject_CallNoArgs(enter);
    Py_DECREF(enter);
    return px_await_result(gen, awaitable, "__aenter__");
}

PX_API PyObject *px_async_exit(PyObject *gen, PyObject *exit, PyObject *exc) {
    PyObject *traceback = PyException_GetTraceback(exc), *awaitable;
    PyObject *args[4] = {NULL, (PyObject *)Py_TYPE(exc), exc, traceback ? traceback : Py_None};
    awaitable = PyObject_Vectorcall(exit, args + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    Py_XDECREF(traceback);
    return px_await_result(gen, awaitable, "__aexit__");
}

PX_API PyObject *px_async_exit_none(PyObject *gen, PyObject *exit) {
    PyObject *args[4] = {NULL, Py_None, Py_None, Py_None};
    PyObject *awaitable = PyObject_Vectorcall(exit, args + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    return px_await_result(gen, awaitable, "__aexit__");
}
