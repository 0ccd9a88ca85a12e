#include "px/function.h"

#include "px/calls.h"
#include "px/code.h"

#include <stddef.h>
#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define PX_T_SSIZE T_PYSSIZET
#define PX_READONLY READONLY
#else
#define PX_T_SSIZE Py_T_PYSSIZET
#define PX_READONLY Py_READONLY
#endif

/* The closure argument of a getter or setter is the offset of the field. */
static PyObject **px_function_field(PyObject *self, void *offset) {
    return (PyObject **)(void *)((char *)self + (size_t)offset);
}

static PyObject *px_function_get(PyObject *self, void *offset) {
    PyObject *value = *px_function_field(self, offset);
    return Py_NewRef(value ? value : Py_None);
}

/* Replaces a field; the old value dies after that. */
static int px_function_store(PyObject *self, void *offset, PyObject *value) {
    PyObject **field = px_function_field(self, offset), *old = *field;
    *field = Py_XNewRef(value);
    Py_XDECREF(old);
    return 0;
}

static int px_function_set_any(PyObject *self, PyObject *value, void *offset) {
    return px_function_store(self, offset, value);
}

static int px_function_set_str(PyObject *self, PyObject *value, void *offset) {
    if (!value || !PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be set to a string object",
                     (size_t)offset == offsetof(px_function, name) ? "__name__" : "__qualname__");
        return -1;
    }
    return px_function_store(self, offset, value);
}

static int px_function_set_defaults(PyObject *self, PyObject *value, void *offset) {
    if (value == Py_None) value = NULL;
    if (value && !PyTuple_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "__defaults__ must be set to a tuple object");
        return -1;
    }
    return px_function_store(self, offset, value);
}

static int px_function_set_dict(PyObject *self, PyObject *value, void *offset) {
    if (value == Py_None) value = NULL;
    if (value && !PyDict_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be set to a dict object",
                     (size_t)offset == offsetof(px_function, kwdefaults) ? "__kwdefaults__" : "__annotations__");
        return -1;
    }
    return px_function_store(self, offset, value);
}

/* `__annotations__`: names and texts in turn become a dict when first asked for. */
static PyObject *px_function_get_annotations(PyObject *self, void *offset) {
    PyObject *pairs = *px_function_field(self, offset), *dict;
    Py_ssize_t i;
    if (pairs && PyDict_Check(pairs)) return Py_NewRef(pairs);
    dict = PyDict_New();
    for (i = 0; dict && pairs && i + 1 < PyTuple_GET_SIZE(pairs); i += 2) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(pairs, i), PyTuple_GET_ITEM(pairs, i + 1)) < 0) Py_CLEAR(dict);
    }
    if (dict) px_function_store(self, offset, dict);
    return dict;
}

/* What cannot be assigned at all. */
static int px_function_set_readonly(PyObject *self, PyObject *value, void *offset) {
    (void)self, (void)value, (void)offset;
    PyErr_SetString(PyExc_AttributeError, "readonly attribute");
    return -1;
}

static PyObject *px_function_get_code(PyObject *self, void *offset) {
    px_function *f = (px_function *)self;
    (void)offset;
    if (!f->code) f->code = px_code_new(f->state, f->def);
    return Py_XNewRef(f->code);
}

/* Do two code objects differ in nothing but the mark that types.coroutine() sets? 1, 0, or -1. */
static int px_function_marks(PyObject *old, PyObject *changed) {
    int flags = ((PyCodeObject *)changed)->co_flags, same;
    PyObject *replace, *none, *changes, *marked = NULL;
    if ((((PyCodeObject *)old)->co_flags ^ flags) & ~CO_ITERABLE_COROUTINE) return 0;
    replace = PyObject_GetAttrString(old, "replace");
    none = PyTuple_New(0);
    changes = Py_BuildValue("{s:i}", "co_flags", flags);
    if (replace && none && changes) marked = PyObject_Call(replace, none, changes);
    same = marked ? PyObject_RichCompareBool(marked, changed, Py_EQ) : -1;
    Py_XDECREF(replace);
    Py_XDECREF(none);
    Py_XDECREF(changes);
    Py_XDECREF(marked);
    return same;
}

/* The code of a compiled function is what it is, but for the mark of generators that can be awaited. */
static int px_function_set_code(PyObject *self, PyObject *value, void *offset) {
    px_function *f = (px_function *)self;
    PyObject *old;
    int marks;
    if (!value || !PyCode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "__code__ must be set to a code object");
        return -1;
    }
    old = px_function_get_code(self, offset);
    marks = old ? px_function_marks(old, value) : -1;
    if (marks == 0) PyErr_SetString(PyExc_AttributeError, "the code of a compiled function cannot be replaced");
    if (marks > 0) f->code = Py_NewRef(value);
    if (marks > 0) Py_DECREF(old);
    Py_XDECREF(old);
    return marks > 0 ? 0 : -1;
}

static int px_function_set_class(PyObject *self, PyObject *value, void *offset) {
    (void)self, (void)value, (void)offset;
    PyErr_SetString(PyExc_TypeError,
                    "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return -1;
}

static PyObject *px_function_get_type_params(PyObject *self, void *offset) {
    PyObject *params = *px_function_field(self, offset);
    return params ? Py_NewRef(params) : PyTuple_New(0);
}

static int px_function_set_type_params(PyObject *self, PyObject *value, void *offset) {
    if (!value || !PyTuple_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "__type_params__ must be set to a tuple");
        return -1;
    }
    return px_function_store(self, offset, value);
}

static PyObject *px_function_get_builtins(PyObject *self, void *offset) {
    (void)offset;
    return Py_NewRef(((px_function *)self)->state->builtins);
}

static PyObject *px_function_repr(PyObject *self) {
    px_function *f = (px_function *)self;
    return PyUnicode_FromFormat(f->state->def->python ? "<function %U at %p>" : "<cyfunction %U at %p>", f->qualname, self);
}

static PyObject *px_function_bind(PyObject *self, PyObject *object, PyObject *type) {
    (void)type;
    if (!object) return Py_NewRef(self);
    return PyMethod_New(self, object);
}

/* Pickled by name. */
static PyObject *px_function_reduce(PyObject *self, PyObject *none) {
    (void)none;
    return Py_NewRef(((px_function *)self)->qualname);
}

static int px_function_traverse(PyObject *self, visitproc visit, void *arg) {
    px_function *f = (px_function *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(f->module);
    Py_VISIT(f->globals);
    Py_VISIT(f->defaults);
    Py_VISIT(f->kwdefaults);
    Py_VISIT(f->annotations);
    Py_VISIT(f->closure);
    Py_VISIT(f->type_params);
    Py_VISIT(f->doc);
    Py_VISIT(f->dict);
    return 0;
}

static int px_function_clear(PyObject *self) {
    px_function *f = (px_function *)self;
    Py_CLEAR(f->module);
    Py_CLEAR(f->defaults);
    Py_CLEAR(f->kwdefaults);
    Py_CLEAR(f->annotations);
    Py_CLEAR(f->closure);
    Py_CLEAR(f->type_params);
    Py_CLEAR(f->doc);
    Py_CLEAR(f->dict);
    return 0;
}

static void px_function_dealloc(PyObject *self) {
    px_function *f = (px_function *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (f->weakrefs) PyObject_ClearWeakRefs(self);
    px_function_clear(self);
    Py_XDECREF(f->globals);
    Py_XDECREF(f->name);
    Py_XDECREF(f->qualname);
    Py_XDECREF(f->code);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

#define PX_FIELD(field) ((void *)offsetof(px_function, field))

/* For `isinstance`, and for those who ask it, a function of a plain Python module is one of the interpreter's: it has all that they
 * look at next. */
static PyObject *px_function_get_class(PyObject *self, void *offset) {
    (void)self, (void)offset;
    return Py_NewRef((PyObject *)&PyFunction_Type);
}

#define PX_FUNCTION_ATTRIBUTES \
    {"__name__", px_function_get, px_function_set_str, NULL, PX_FIELD(name)}, \
    {"func_name", px_function_get, px_function_set_str, NULL, PX_FIELD(name)}, \
    {"__qualname__", px_function_get, px_function_set_str, NULL, PX_FIELD(qualname)}, \
    {"__doc__", px_function_get, px_function_set_any, NULL, PX_FIELD(doc)}, \
    {"func_doc", px_function_get, px_function_set_any, NULL, PX_FIELD(doc)}, \
    {"__module__", px_function_get, px_function_set_any, NULL, PX_FIELD(module)}, \
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL}, \
    {"func_dict", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL}, \
    {"__globals__", px_function_get, px_function_set_readonly, NULL, PX_FIELD(globals)}, \
    {"func_globals", px_function_get, NULL, NULL, PX_FIELD(globals)}, \
    {"__closure__", px_function_get, px_function_set_readonly, NULL, PX_FIELD(closure)}, \
    {"func_closure", px_function_get, NULL, NULL, PX_FIELD(closure)}, \
    {"__code__", px_function_get_code, px_function_set_code, NULL, NULL}, \
    {"func_code", px_function_get_code, NULL, NULL, NULL}, \
    {"__defaults__", px_function_get, px_function_set_defaults, NULL, PX_FIELD(defaults)}, \
    {"func_defaults", px_function_get, px_function_set_defaults, NULL, PX_FIELD(defaults)}, \
    {"__kwdefaults__", px_function_get, px_function_set_dict, NULL, PX_FIELD(kwdefaults)}, \
    {"__type_params__", px_function_get_type_params, px_function_set_type_params, NULL, PX_FIELD(type_params)}, \
    {"__builtins__", px_function_get_builtins, px_function_set_readonly, NULL, NULL}, \
    {"__annotations__", px_function_get_annotations, px_function_set_dict, NULL, PX_FIELD(annotations)}

static PyGetSetDef px_function_getset[] = {PX_FUNCTION_ATTRIBUTES, {NULL, NULL, NULL, NULL, NULL}};

static PyGetSetDef px_function_python_getset[] = {
    PX_FUNCTION_ATTRIBUTES,
    {"__class__", px_function_get_class, px_function_set_class, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef px_function_members[] = {
    {"__dictoffset__", PX_T_SSIZE, offsetof(px_function, dict), PX_READONLY, NULL},
    {"__weaklistoffset__", PX_T_SSIZE, offsetof(px_function, weakrefs), PX_READONLY, NULL},
    {"__vectorcalloffset__", PX_T_SSIZE, offsetof(px_function, vectorcall), PX_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef px_function_methods[] = {
    {"__reduce__", px_function_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

#define PX_FUNCTION_SLOTS(getset) \
    { \
        {Py_tp_dealloc, (void *)px_function_dealloc}, {Py_tp_traverse, (void *)px_function_traverse}, \
            {Py_tp_clear, (void *)px_function_clear}, {Py_tp_repr, (void *)px_function_repr}, \
            {Py_tp_call, (void *)PyVectorcall_Call}, {Py_tp_descr_get, (void *)px_function_bind}, \
            {Py_tp_getset, (void *)getset}, {Py_tp_members, (void *)px_function_members}, \
            {Py_tp_methods, (void *)px_function_methods}, {0, NULL}, \
    }

static PyType_Slot px_function_slots[] = PX_FUNCTION_SLOTS(px_function_getset);
static PyType_Slot px_function_python_slots[] = PX_FUNCTION_SLOTS(px_function_python_getset);

#define PX_FUNCTION_SPEC(name, slots) \
    { \
        "_pyxide_" Py_STRINGIFY(PX_LAYOUT) "." name, sizeof(px_function), 0, \
            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR | \
                Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION, \
            slots, \
    }

/* Of modules that use the language's own features, and of plain Python modules: messages name the type. */
static PyType_Spec px_function_spec = PX_FUNCTION_SPEC("cython_function_or_method", px_function_slots);
static PyType_Spec px_function_python_spec = PX_FUNCTION_SPEC("function", px_function_python_slots);

static PyObject *px_function_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    PyThreadState *thread = PyThreadState_Get();
    PyObject *result;
    if (px_calls_enter(thread) < 0) return NULL;
    result = ((px_function *)self)->def->entry(self, args, nargsf, kwnames);
    px_calls_leave(thread);
    return result;
}

PX_API PyObject *px_function_new(px_module *m, int index, PyObject *defaults, PyObject *kwdefaults,
                                 PyObject *annotations, PyObject *closure) {
    const px_func *def = m->def->funcs + index;
    px_function *f;
    if (!m->function_type) 
        m->function_type = px_shared_type(m->def->python ? &px_function_python_spec : &px_function_spec);
    if (!m->function_type) return NULL;
    f = PyObject_GC_New(px_function, m->function_type);
    if (!f) return NULL;
    f->vectorcall = px_function_call;
    f->state = m;
    f->def = def;
    f->name = Py_NewRef(m->consts[def->name]);
    f->qualname = Py_NewRef(m->consts[def->qualname]);
    f->doc = def->doc == PX_ABSENT ? NULL : Py_NewRef(m->consts[def->doc]);
    f->module = Py_XNewRef(PyDict_GetItemString(m->dict, "__name__"));
    f->globals = Py_NewRef(m->dict);
    f->defaults = Py_XNewRef(defaults);
    f->kwdefaults = Py_XNewRef(kwdefaults);
    f->annotations = Py_XNewRef(annotations);
    f->closure = Py_XNewRef(closure);
    f->type_params = NULL;
    f->code = NULL;
    f->dict = NULL;
    f->weakrefs = NULL;
    PyObject_GC_Track((PyObject *)f);
    return (PyObject *)f;
}
