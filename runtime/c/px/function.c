#include "px/function.h"

#include "px/calls.h"
#include "px/code.h"
#include "px/entry.h"

#include <stddef.h>
#include <string.h>
#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define PX_T_SSIZE T_PYSSIZET
#define PX_READONLY READONLY
#else
#define PX_T_SSIZE Py_T_PYSSIZET
#define PX_READONLY Py_READONLY
#endif

/* An attribute that is a field, and what may be assigned to it: objects of a type with this flag, and None for nothing. */
typedef struct px_field {
    size_t offset;
    const char *name, *kind;
    unsigned long flag;
    int none;
} px_field;

#define PX_FIELD(field, kind, flag, none) {offsetof(px_function, field), #field, kind, flag, none}

static px_field px_fields[] = {
    PX_FIELD(name, "string object", Py_TPFLAGS_UNICODE_SUBCLASS, 0),
    PX_FIELD(qualname, "string object", Py_TPFLAGS_UNICODE_SUBCLASS, 0),
    PX_FIELD(defaults, "tuple object", Py_TPFLAGS_TUPLE_SUBCLASS, 1),
    PX_FIELD(kwdefaults, "dict object", Py_TPFLAGS_DICT_SUBCLASS, 1),
    PX_FIELD(annotations, "dict object", Py_TPFLAGS_DICT_SUBCLASS, 1),
    PX_FIELD(type_params, "tuple", Py_TPFLAGS_TUPLE_SUBCLASS, 0),
    PX_FIELD(doc, NULL, 0, 0),
    PX_FIELD(module, NULL, 0, 0),
    PX_FIELD(globals, NULL, 0, 0),
    PX_FIELD(closure, NULL, 0, 0),
};

/* The closure argument of a getter or setter is the field. */
static PyObject **px_function_field(PyObject *self, void *field) {
    return (PyObject **)(void *)((char *)self + ((px_field *)field)->offset);
}

static PyObject *px_function_get(PyObject *self, void *field) {
    PyObject *value = *px_function_field(self, field);
    return Py_NewRef(value ? value : Py_None);
}

/* Replaces what a field has; the old value dies after that. */
static int px_function_store(PyObject **at, PyObject *value) {
    PyObject *old = *at;
    *at = Py_XNewRef(value);
    Py_XDECREF(old);
    return 0;
}

static int px_function_set(PyObject *self, PyObject *value, void *field) {
    px_field *f = (px_field *)field;
    if (value == Py_None && f->none) value = NULL;
    if (value ? f->flag && !PyType_HasFeature(Py_TYPE(value), f->flag) : f->flag && !f->none) {
        PyErr_Format(PyExc_TypeError, "__%s__ must be set to a %s", f->name, f->kind);
        return -1;
    }
    return px_function_store(px_function_field(self, field), value);
}

/* `__annotations__`: names and texts in turn become a dict when first asked for. */
static PyObject *px_function_get_annotations(PyObject *self, void *field) {
    PyObject **at = px_function_field(self, field), *pairs = *at, *dict;
    Py_ssize_t i;
    if (pairs && PyDict_Check(pairs)) return Py_NewRef(pairs);
    dict = PyDict_New();
    for (i = 0; dict && pairs && i + 1 < PyTuple_GET_SIZE(pairs); i += 2) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(pairs, i), PyTuple_GET_ITEM(pairs, i + 1)) < 0) Py_CLEAR(dict);
    }
    if (dict) px_function_store(at, dict);
    return dict;
}

/* What cannot be assigned at all. */
static int px_function_set_readonly(PyObject *self, PyObject *value, void *field) {
    (void)self, (void)value, (void)field;
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
    PyObject *marked;
    if ((((PyCodeObject *)old)->co_flags ^ flags) & ~CO_ITERABLE_COROUTINE) return 0;
    marked = px_code_replace(old, Py_BuildValue("{s:i}", "co_flags", flags));
    same = marked ? PyObject_RichCompareBool(marked, changed, Py_EQ) : -1;
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

static PyObject *px_function_get_type_params(PyObject *self, void *field) {
    PyObject *params = *px_function_field(self, field);
    return params ? Py_NewRef(params) : PyTuple_New(0);
}

static PyObject *px_function_get_builtins(PyObject *self, void *offset) {
    (void)offset;
    return Py_NewRef(((px_function *)self)->state->builtins);
}

static PyObject *px_function_repr(PyObject *self) {
    px_function *f = (px_function *)self;
    return PyUnicode_FromFormat("<%s %U at %p>", f->state->def->python ? "function" : "cyfunction", f->qualname, self);
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

/* The objects of a function, and how many there are. */
#define PX_OBJECTS(self) ((PyObject **)(void *)((char *)(self) + offsetof(px_function, name)))
#define PX_N_OBJECTS ((offsetof(px_function, weakrefs) - offsetof(px_function, name)) / sizeof(PyObject *))

static int px_function_traverse(PyObject *self, visitproc visit, void *arg) {
    size_t i;
    Py_VISIT(Py_TYPE(self));
    for (i = 0; i < PX_N_OBJECTS; i++) Py_VISIT(PX_OBJECTS(self)[i]);
    return 0;
}

/* Names, globals and code stay: they are needed as long as it lives, and are part of no cycle without the others. */
static int px_function_clear(PyObject *self) {
    PyObject **at = PX_OBJECTS(self), **code = &((px_function *)self)->code;
    size_t i;
    for (i = 3; i < PX_N_OBJECTS; i++)
        if (at + i != code) Py_CLEAR(at[i]);
    return 0;
}

static void px_function_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    size_t i;
    PyObject_GC_UnTrack(self);
    if (((px_function *)self)->weakrefs) PyObject_ClearWeakRefs(self);
    for (i = 0; i < PX_N_OBJECTS; i++) Py_CLEAR(PX_OBJECTS(self)[i]);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

#if PX_USES(PX_PYTHON)
/* For `isinstance`, and for those who ask it, a function of a plain Python module is one of the interpreter's: it has all that they
 * look at next. */
static PyObject *px_function_get_class(PyObject *self, void *field) {
    (void)self, (void)field;
    return Py_NewRef((PyObject *)&PyFunction_Type);
}

static int px_function_set_class(PyObject *self, PyObject *value, void *field) {
    (void)self, (void)value, (void)field;
    PyErr_SetString(PyExc_TypeError,
                    "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return -1;
}
#endif

/* Attributes by the number of their field. */
#define PX_RO(name, set, n) {name, px_function_get, set, NULL, &px_fields[n]}
#define PX_RW(name, n) PX_RO(name, px_function_set, n)

/* Modules that use the language's own features begin with the second one. */
static PyGetSetDef px_function_getset[] = {
#if PX_USES(PX_PYTHON)
#define PX_OWN_GETSET (px_function_getset + 1)
    {"__class__", px_function_get_class, px_function_set_class, NULL, NULL},
#else
#define PX_OWN_GETSET px_function_getset
#endif
    PX_RW("__name__", 0),
    PX_RW("func_name", 0),
    PX_RW("__qualname__", 1),
    PX_RW("__defaults__", 2),
    PX_RW("func_defaults", 2),
    PX_RW("__kwdefaults__", 3),
    {"__annotations__", px_function_get_annotations, px_function_set, NULL, &px_fields[4]},
    {"__type_params__", px_function_get_type_params, px_function_set, NULL, &px_fields[5]},
    PX_RW("__doc__", 6),
    PX_RW("func_doc", 6),
    PX_RW("__module__", 7),
    PX_RO("__globals__", px_function_set_readonly, 8),
    PX_RO("func_globals", NULL, 8),
    PX_RO("__closure__", px_function_set_readonly, 9),
    PX_RO("func_closure", NULL, 9),
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {"func_dict", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {"__code__", px_function_get_code, px_function_set_code, NULL, NULL},
    {"func_code", px_function_get_code, NULL, NULL, NULL},
    {"__builtins__", px_function_get_builtins, px_function_set_readonly, NULL, NULL},
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


#define PX_FUNCTION_SPEC(name, slots) \
    { \
        "_pyxide_" Py_STRINGIFY(PX_LAYOUT) "." name, sizeof(px_function), 0, \
            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR | \
                Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION, \
            slots, \
    }

/* Of modules that use the language's own features, and of plain Python modules: messages name the type. Types are shared between
 * modules, so that they are the same in all. */
#if PX_USES(PX_CYTHON)
static PyType_Slot px_function_slots[] = PX_FUNCTION_SLOTS(PX_OWN_GETSET);
static PyType_Spec px_function_spec = PX_FUNCTION_SPEC("cython_function_or_method", px_function_slots);
#endif
#if PX_USES(PX_PYTHON)
static PyType_Slot px_function_python_slots[] = PX_FUNCTION_SLOTS(px_function_getset);
static PyType_Spec px_function_python_spec = PX_FUNCTION_SPEC("function", px_function_python_slots);
#endif

static PyTypeObject *px_function_type(px_module *m) {
    (void)m;
#if PX_USES(PX_PYTHON)
    if (m->def->python) return px_shared_type(&px_function_python_spec);
#endif
#if PX_USES(PX_CYTHON)
    if (!m->def->python) return px_shared_type(&px_function_spec);
#endif
    return NULL;
}

/* The plain call of a function is one of its entry, where that takes plain calls: not those of functions with keyword-only parameters
 * or a dict of `**kwargs` to be made, nor with `**kwargs` alone. */
static px_entry px_function_entry(const px_func *def) {
    uint32_t stars = def->flags & (CO_VARARGS | CO_VARKEYWORDS | PX_NO_KWARGS);
    int plain = stars == (CO_VARARGS | CO_VARKEYWORDS | PX_NO_KWARGS) || !(stars & CO_VARKEYWORDS);
    return def->kwonly || !plain ? px_bind_call : def->entry;
}

#if PX_USES(PX_COUNTED)
static PyObject *px_function_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    PyThreadState *thread = PyThreadState_Get();
    PyObject *result;
    if (px_calls_enter(thread) < 0) return NULL;
    result = px_function_entry(((px_function *)self)->def)(self, args, nargsf, kwnames);
    px_calls_leave(thread);
    return result;
}
#endif

PX_API PyObject *px_function_new(px_module *m, int index, PyObject *defaults, PyObject *kwdefaults,
                                 PyObject *annotations, PyObject *closure) {
    const px_func *def = m->def->funcs + index;
    px_function *f;
    if (!m->function_type && !(m->function_type = px_function_type(m))) return NULL;
    f = PyObject_GC_New(px_function, m->function_type);
    if (!f) return NULL;
#if PX_USES(PX_COUNTED)
    f->vectorcall = def->flags & PX_LEAF ? px_function_entry(def) : px_function_call;
#else
    f->vectorcall = px_function_entry(def);
#endif
    memset(PX_OBJECTS(f), 0, sizeof(px_function) - offsetof(px_function, name));
    f->state = m;
    f->def = def;
    f->name = Py_NewRef(m->consts[def->name]);
    f->qualname = Py_NewRef(m->consts[def->qualname]);
    f->globals = Py_NewRef(m->dict);
    if (def->doc != PX_ABSENT) f->doc = Py_NewRef(m->consts[def->doc]);
    f->module = Py_XNewRef(PyDict_GetItemString(m->dict, "__name__"));
    f->defaults = Py_XNewRef(defaults);
    f->kwdefaults = Py_XNewRef(kwdefaults);
    f->annotations = Py_XNewRef(annotations);
    f->closure = Py_XNewRef(closure);
    PyObject_GC_Track((PyObject *)f);
    return (PyObject *)f;
}
