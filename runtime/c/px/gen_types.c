#include "px/gen_types.h"

#include "px/async_gen.h"
#include "px/async_throw.h"
#include "px/coroutine.h"
#include "px/gen_attrs.h"
#include "px/gen_methods.h"
#include "px/shared.h"

#include <string.h>
#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define PX_GEN_SSIZE T_PYSSIZET
#define PX_GEN_READONLY READONLY
#else
#define PX_GEN_SSIZE Py_T_PYSSIZET
#define PX_GEN_READONLY Py_READONLY
#endif

#define PX_GEN_FLAGS \
    (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION)

/* What all of the methods tables have. */
#define PX_GEN_METHODS \
    {"send", px_gen_send, METH_O, NULL}, {"throw", (PyCFunction)(void (*)(void))px_gen_throw, METH_FASTCALL, NULL}, \
        {"close", px_gen_close, METH_NOARGS, NULL}, {"__sizeof__", px_gen_sizeof, METH_NOARGS, NULL}

#define PX_GEN_NAMES \
    {"__name__", px_gen_get_name, px_gen_set_name, NULL, NULL}, \
        {"__qualname__", px_gen_get_qualname, px_gen_set_qualname, NULL, NULL}, \
        {"__class__", px_gen_get_class, NULL, NULL, NULL}

#define PX_GEN_END {NULL, NULL, NULL, NULL, NULL}

#define PX_GEN_SLOTS(methods, getset) \
    {Py_tp_dealloc, (void *)px_gen_dealloc}, {Py_tp_traverse, (void *)px_gen_traverse}, \
        {Py_tp_clear, (void *)px_gen_clear}, {Py_tp_finalize, (void *)px_gen_finalize}, \
        {Py_tp_repr, (void *)px_gen_repr}, {Py_tp_methods, (void *)(methods)}, {Py_tp_getset, (void *)(getset)}, \
        {Py_tp_members, (void *)px_gen_members}

#if PY_VERSION_HEX >= 0x030D0000
#define PX_GEN_GENERIC {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
#else
#define PX_GEN_GENERIC
#endif

static PyMemberDef px_gen_members[] = {
    {"__weaklistoffset__", PX_GEN_SSIZE, offsetof(px_gen, weakrefs), PX_GEN_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef px_generator_methods[] = {PX_GEN_METHODS, PX_GEN_GENERIC{NULL, NULL, 0, NULL}};

static PyGetSetDef px_generator_getset[] = {
    PX_GEN_NAMES,
    {"gi_yieldfrom", px_gen_get_delegate, NULL, NULL, NULL},
    {"gi_running", px_gen_get_running, NULL, NULL, NULL},
    {"gi_frame", px_gen_get_frame, NULL, NULL, NULL},
    {"gi_suspended", px_gen_get_suspended, NULL, NULL, NULL},
    {"gi_code", px_gen_get_code, NULL, NULL, NULL},
    PX_GEN_END,
};

static PyType_Slot px_generator_slots[] = {
    PX_GEN_SLOTS(px_generator_methods, px_generator_getset),
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)px_gen_iternext},
    {Py_am_send, (void *)px_gen_am_send},
    {0, NULL},
};

/* `await` takes it as it is. */
static PyType_Slot px_marked_slots[] = {
    PX_GEN_SLOTS(px_generator_methods, px_generator_getset),
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)px_gen_iternext},
    {Py_am_await, (void *)PyObject_SelfIter},
    {Py_am_send, (void *)px_gen_am_send},
    {0, NULL},
};

/* The slot `am_await` is for `await`, which must not wait for a coroutine twice; whoever calls the method may. */
static PyMethodDef px_coroutine_methods[] = {
    PX_GEN_METHODS,
    {"__await__", px_coroutine_await_method, METH_NOARGS | METH_COEXIST, NULL},
    PX_GEN_GENERIC{NULL, NULL, 0, NULL},
};

static PyGetSetDef px_coroutine_getset[] = {
    PX_GEN_NAMES,
    {"cr_await", px_gen_get_delegate, NULL, NULL, NULL},
    {"cr_running", px_gen_get_running, NULL, NULL, NULL},
    {"cr_frame", px_gen_get_frame, NULL, NULL, NULL},
    {"cr_suspended", px_gen_get_suspended, NULL, NULL, NULL},
    {"cr_code", px_gen_get_code, NULL, NULL, NULL},
    {"cr_origin", px_gen_get_origin, NULL, NULL, NULL},
    PX_GEN_END,
};

static PyType_Slot px_coroutine_slots[] = {
    PX_GEN_SLOTS(px_coroutine_methods, px_coroutine_getset),
    {Py_am_await, (void *)px_coroutine_await},
    {Py_am_send, (void *)px_gen_am_send},
    {0, NULL},
};

static PyType_Slot px_iterable_coroutine_slots[] = {
    PX_GEN_SLOTS(px_coroutine_methods, px_coroutine_getset),
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)px_gen_iternext},
    {Py_am_await, (void *)px_coroutine_await},
    {Py_am_send, (void *)px_gen_am_send},
    {0, NULL},
};

static PyMethodDef px_async_gen_methods[] = {
    {"asend", px_async_gen_asend, METH_O, NULL},
    {"athrow", px_async_gen_athrow, METH_VARARGS, NULL},
    {"aclose", px_async_gen_aclose, METH_NOARGS, NULL},
    {"__sizeof__", px_gen_sizeof, METH_NOARGS, NULL},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef px_async_gen_getset[] = {
    PX_GEN_NAMES,
    {"ag_await", px_gen_get_delegate, NULL, NULL, NULL},
    {"ag_running", px_gen_get_running_async, NULL, NULL, NULL},
    {"ag_frame", px_gen_get_frame, NULL, NULL, NULL},
#if PY_VERSION_HEX >= 0x030C0000
    {"ag_suspended", px_gen_get_suspended, NULL, NULL, NULL},
#endif
    {"ag_code", px_gen_get_code, NULL, NULL, NULL},
    PX_GEN_END,
};

static PyType_Slot px_async_gen_slots[] = {
    PX_GEN_SLOTS(px_async_gen_methods, px_async_gen_getset),
    {Py_am_aiter, (void *)PyObject_SelfIter},
    {Py_am_anext, (void *)px_async_gen_anext},
    {Py_am_send, (void *)px_gen_am_send},
    {0, NULL},
};

static PyType_Spec px_gen_specs[] = {
    {"builtins.generator", sizeof(px_gen), sizeof(PyObject *), PX_GEN_FLAGS, px_generator_slots},
    {"builtins.coroutine", sizeof(px_gen), sizeof(PyObject *), PX_GEN_FLAGS, px_coroutine_slots},
    {"builtins.async_generator", sizeof(px_gen), sizeof(PyObject *), PX_GEN_FLAGS, px_async_gen_slots},
    {"builtins.iterable_coroutine", sizeof(px_gen), sizeof(PyObject *), PX_GEN_FLAGS, px_iterable_coroutine_slots},
};

static PyType_Spec px_marked_spec = {
    "builtins.awaitable_generator", sizeof(px_gen), sizeof(PyObject *), PX_GEN_FLAGS, px_marked_slots,
};

static PyType_Spec *px_gen_spec(int number) {
    switch (number) {
    case PX_GEN_WRAPPER:
        return px_coroutine_wrapper_spec();
    case PX_GEN_ASEND:
        return px_async_gen_asend_spec();
    case PX_GEN_ATHROW:
        return px_async_gen_athrow_spec();
    case PX_GEN_MARKED:
        return &px_marked_spec;
    default:
        return &px_gen_specs[number];
    }
}

PX_API PyTypeObject *px_gen_type(px_module *m, int number) {
    if (px_unlikely(!m->gen_types[number])) {
        PyTypeObject *type = px_shared_type(px_gen_spec(number));
        /* Messages name the type without a module, as that of the interpreter. */
        if (type && strchr(type->tp_name, '.')) type->tp_name = strrchr(type->tp_name, '.') + 1;
        m->gen_types[number] = type;
    }
    return m->gen_types[number];
}
