#include "px/coroutine.h"

#include "px/gen_methods.h"
#include "px/gen_types.h"

#include <frameobject.h>

/* File, line and function of a frame. New reference, or NULL. */
static PyObject *px_coroutine_place(PyFrameObject *frame) {
    PyCodeObject *code = PyFrame_GetCode(frame);
    PyObject *place = Py_BuildValue("OiO", code->co_filename, PyFrame_GetLineNumber(frame), code->co_name);
    Py_DECREF(code);
    return place;
}

PX_API int px_coroutine_made(px_gen *coroutine) {
    int depth = PyThreadState_Get()->coroutine_origin_tracking_depth;
    PyFrameObject *frame;
    PyObject *places;
    if (px_likely(depth == 0)) return 0;
    places = PyList_New(0);
    frame = (PyFrameObject *)Py_XNewRef((PyObject *)PyEval_GetFrame());
    while (places && frame && depth-- > 0) {
        PyObject *place = px_coroutine_place(frame);
        PyFrameObject *back = PyFrame_GetBack(frame);
        if (!place || PyList_Append(places, place) < 0) Py_CLEAR(places);
        Py_XDECREF(place);
        Py_DECREF(frame);
        frame = back;
    }
    Py_XDECREF(frame);
    if (places) coroutine->origin = PyList_AsTuple(places);
    Py_XDECREF(places);
    return coroutine->origin ? 0 : -1;
}

PX_API PX_COLD void px_coroutine_never_awaited(PyObject *coroutine) {
    PyObject *warnings = PyImport_ImportModule("warnings"), *result = NULL;
    if (warnings) result = PyObject_CallMethod(warnings, "_warn_unawaited_coroutine", "O", coroutine);
    if (!warnings || (!result && PyErr_ExceptionMatches(PyExc_AttributeError))) {
        PyErr_Clear();
        result = PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine '%S' was never awaited",
                                  ((px_gen *)coroutine)->qualname) < 0
                     ? NULL
                     : Py_NewRef(Py_None);
    }
    if (!result) PyErr_WriteUnraisable(coroutine);
    Py_XDECREF(result);
    Py_XDECREF(warnings);
}

/* The iterator over a coroutine. */
typedef struct px_wrapper {
    PyObject_HEAD
    PyObject *coroutine; /* never NULL */
} px_wrapper;

PX_API PyObject *px_coroutine_await_method(PyObject *coroutine, PyObject *none) {
    PyTypeObject *type = px_gen_type(((px_gen *)coroutine)->module, PX_GEN_WRAPPER);
    px_wrapper *wrapper = type ? PyObject_GC_New(px_wrapper, type) : NULL;
    (void)none;
    if (!wrapper) return NULL;
    wrapper->coroutine = Py_NewRef(coroutine);
    PyObject_GC_Track((PyObject *)wrapper);
    return (PyObject *)wrapper;
}

PX_API PyObject *px_coroutine_await(PyObject *coroutine) {
    if (((px_gen *)coroutine)->delegate) {
        PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
        return NULL;
    }
    return px_coroutine_await_method(coroutine, NULL);
}

static PyObject *px_wrapper_iternext(PyObject *self) { return px_gen_iternext(((px_wrapper *)self)->coroutine); }

static PyObject *px_wrapper_send(PyObject *self, PyObject *value) {
    return px_gen_send(((px_wrapper *)self)->coroutine, value);
}

static PyObject *px_wrapper_throw(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    return px_gen_throw(((px_wrapper *)self)->coroutine, args, n);
}

static PyObject *px_wrapper_close(PyObject *self, PyObject *none) {
    return px_gen_close(((px_wrapper *)self)->coroutine, none);
}

static PySendResult px_wrapper_am_send(PyObject *self, PyObject *value, PyObject **result) {
    return px_gen_am_send(((px_wrapper *)self)->coroutine, value, result);
}

static int px_wrapper_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(((px_wrapper *)self)->coroutine);
    return 0;
}

static void px_wrapper_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Py_DECREF(((px_wrapper *)self)->coroutine);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyMethodDef px_wrapper_methods[] = {
    {"send", px_wrapper_send, METH_O, NULL},
    {"throw", (PyCFunction)(void (*)(void))px_wrapper_throw, METH_FASTCALL, NULL},
    {"close", px_wrapper_close, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot px_wrapper_slots[] = {
    {Py_tp_dealloc, (void *)px_wrapper_dealloc}, {Py_tp_traverse, (void *)px_wrapper_traverse},
    {Py_tp_iter, (void *)PyObject_SelfIter},     {Py_tp_iternext, (void *)px_wrapper_iternext},
    {Py_am_send, (void *)px_wrapper_am_send},    {Py_tp_methods, (void *)px_wrapper_methods},
    {0, NULL},
};

static PyType_Spec px_wrapper_spec = {
    "builtins.coroutine_wrapper",
    sizeof(px_wrapper),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    px_wrapper_slots,
};

PX_API PyType_Spec *px_coroutine_wrapper_spec(void) { return &px_wrapper_spec; }
