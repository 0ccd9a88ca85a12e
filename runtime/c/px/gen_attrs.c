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

/* A code object of the same names whose only line is where the generator is suspended. New reference, or NULL. */
static PyCodeObject *px_gen_code_here(px_gen *gen) {
    const px_func *def = gen->module->def->funcs + gen->type->func;
    const char *name = PyUnicode_AsUTF8(gen->module->consts[def->name]);
    uint32_t line = gen->type->lines && gen->at >= 0 ? gen->type->lines[gen->at] : def->line;
    if (!name) return NULL;
    return PyCode_NewEmpty(gen->module->def->files[def->file], name, (int)line);
}

PX_API PyObject *px_gen_get_frame(PyObject *self, void *unused) {
    px_gen *gen = (px_gen *)self;
    PyCodeObject *code;
    PyObject *locals, *frame = NULL;
    (void)unused;
    if (px_gen_finished(gen)) return Py_NewRef(Py_None);
    code = px_gen_code_here(gen);
    locals = code ? px_gen_locals(gen) : NULL;
    if (locals) frame = (PyObject *)PyFrame_New(PyThreadState_Get(), code, gen->module->dict, locals);
    Py_XDECREF((PyObject *)code);
    Py_XDECREF(locals);
    return frame;
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
