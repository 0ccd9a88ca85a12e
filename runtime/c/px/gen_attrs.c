#include "px/gen_attrs.h"

#include "px/code.h"
#include "px/function.h"

#include <frameobject.h>

static const char *px_gen_kind_name(px_gen *gen) {
    switch (gen->type->kind) {
    case PX_GENERATOR:
        return "generator";
    case PX_ASYNC_GENERATOR:
        return "async_generator";
    default:
        return "coroutine";
    }
}

PX_API PyObject *px_gen_repr(PyObject *self) {
    px_gen *gen = (px_gen *)self;
    return PyUnicode_FromFormat("<%s object %S at %p>", px_gen_kind_name(gen), gen->qualname, self);
}

PX_API PyObject *px_gen_get_name(PyObject *self, void *unused) {
    (void)unused;
    return Py_NewRef(((px_gen *)self)->name);
}

PX_API PyObject *px_gen_get_qualname(PyObject *self, void *unused) {
    (void)unused;
    return Py_NewRef(((px_gen *)self)->qualname);
}

static int px_gen_store_name(PyObject **field, PyObject *value, const char *attribute) {
    PyObject *old = *field;
    if (!value || !PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be set to a string object", attribute);
        return -1;
    }
    *field = Py_NewRef(value);
    Py_DECREF(old);
    return 0;
}

PX_API int px_gen_set_name(PyObject *self, PyObject *value, void *unused) {
    (void)unused;
    return px_gen_store_name(&((px_gen *)self)->name, value, "__name__");
}

PX_API int px_gen_set_qualname(PyObject *self, PyObject *value, void *unused) {
    (void)unused;
    return px_gen_store_name(&((px_gen *)self)->qualname, value, "__qualname__");
}

PX_API PyObject *px_gen_get_delegate(PyObject *self, void *unused) {
    px_gen *gen = (px_gen *)self;
    (void)unused;
    return Py_NewRef(gen->delegate && !gen->running ? gen->delegate : Py_None);
}

PX_API PyObject *px_gen_get_running(PyObject *self, void *unused) {
    (void)unused;
    return PyBool_FromLong(((px_gen *)self)->running);
}

PX_API PyObject *px_gen_get_running_async(PyObject *self, void *unused) {
    (void)unused;
    return PyBool_FromLong(((px_gen *)self)->running_async);
}

PX_API PyObject *px_gen_get_suspended(PyObject *self, void *unused) {
    (void)unused;
    return PyBool_FromLong(px_gen_suspended((px_gen *)self));
}

PX_API PyObject *px_gen_get_origin(PyObject *self, void *unused) {
    PyObject *origin = ((px_gen *)self)->origin;
    (void)unused;
    return Py_NewRef(origin ? origin : Py_None);
}

PX_API PyObject *px_gen_get_code(PyObject *self, void *unused) {
    px_gen *gen = (px_gen *)self;
    (void)unused;
    if (!gen->code && gen->function) gen->code = PyObject_GetAttrString(gen->function, "__code__");
    if (!gen->code && !PyErr_Occurred()) gen->code = px_code_new(gen->module, gen->module->def->funcs + gen->type->func);
    return Py_XNewRef(gen->code);
}

/* The bound variables of a suspended generator. New dict, or NULL. */
static PyObject *px_gen_locals(px_gen *gen) {
    PyObject *locals = PyDict_New();
    uint16_t i;
    if (gen->running) return locals;
    for (i = 0; locals && i < gen->type->n_names; i++) {
        PyObject *value = *(PyObject **)(void *)((char *)gen + gen->type->slots[i]);
        if (value && PyCell_Check(value)) value = PyCell_GET(value);
        if (value && PyDict_SetItem(locals, gen->module->consts[gen->type->names[i]], value) < 0) Py_CLEAR(locals);
    }
    return locals;
}

/* The code object of the function, as one whose only line is where the generator is suspended, and whose variables are what
 * the frame is made with. New reference, or NULL. */
static PyObject *px_gen_code_here(px_gen *gen) {
    const px_func *def = gen->module->def->funcs + gen->type->func;
    uint32_t line = gen->type->lines && gen->at >= 0 ? gen->type->lines[gen->at] : def->line;
    PyObject *code = px_gen_get_code((PyObject *)gen, NULL), *replace, *values, *here = NULL;
    if (!code) return NULL;
    replace = PyObject_GetAttrString(code, "replace");
    values = Py_BuildValue("{s:I,s:i}", "co_firstlineno", line, "co_flags",
                           ((PyCodeObject *)code)->co_flags & ~(CO_OPTIMIZED | CO_NEWLOCALS));
    if (replace && values) here = PyObject_VectorcallDict(replace, NULL, 0, values);
    Py_XDECREF(values);
    Py_XDECREF(replace);
    Py_DECREF(code);
    return here;
}

#if PY_VERSION_HEX < 0x030D0000
/* Before 3.13 `f_locals` is made anew of the frame's own variables whenever somebody asks. */
static int px_gen_fill_frame(PyFrameObject *frame, PyObject *values) {
    PyObject *locals = PyFrame_GetLocals(frame);
    int status = locals ? PyDict_Update(locals, values) : -1;
    if (status == 0) PyFrame_LocalsToFast(frame, 0);
    Py_XDECREF(locals);
    return status;
}
#endif

static PyObject *px_gen_new_frame(px_gen *gen) {
    PyObject *code = px_gen_code_here(gen), *values = code ? px_gen_locals(gen) : NULL;
    PyObject *locals = values ? PyDict_Copy(values) : NULL;
    PyFrameObject *frame = NULL;
    if (locals) frame = PyFrame_New(PyThreadState_Get(), (PyCodeObject *)(void *)code, gen->module->dict, locals);
#if PY_VERSION_HEX < 0x030D0000
    if (frame && px_gen_fill_frame(frame, values) < 0) Py_CLEAR(frame);
#endif
    Py_XDECREF(code);
    Py_XDECREF(values);
    Py_XDECREF(locals);
    return (PyObject *)(void *)frame;
}

PX_API PyObject *px_gen_get_frame(PyObject *self, void *unused) {
    px_gen *gen = (px_gen *)self;
    (void)unused;
    if (px_gen_finished(gen)) return Py_NewRef(Py_None);
    if (!gen->frame || gen->frame_at != gen->at || gen->running) {
        PyObject *frame = px_gen_new_frame(gen);
        if (!frame) return NULL;
        Py_XSETREF(gen->frame, frame);
        gen->frame_at = gen->at;
    }
    return Py_NewRef(gen->frame);
}

PX_API PyObject *px_gen_get_class(PyObject *self, void *unused) {
    (void)unused;
    switch (((px_gen *)self)->type->kind) {
    case PX_GENERATOR:
        return Py_NewRef((PyObject *)&PyGen_Type);
    case PX_ASYNC_GENERATOR:
        return Py_NewRef((PyObject *)&PyAsyncGen_Type);
    default:
        return Py_NewRef((PyObject *)&PyCoro_Type);
    }
}
