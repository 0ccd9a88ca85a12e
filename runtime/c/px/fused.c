#include "px/fused.h"

#include <stddef.h>
#include <string.h>
#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define PX_FUSED_SSIZE T_PYSSIZET
#define PX_FUSED_OBJECT T_OBJECT
#define PX_FUSED_READONLY READONLY
#else
#define PX_FUSED_SSIZE Py_T_PYSSIZET
#define PX_FUSED_OBJECT _Py_T_OBJECT
#define PX_FUSED_READONLY Py_READONLY
#endif

typedef struct px_fused {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    PyObject *functions; /* tuple of function objects */
    PyObject *keys;      /* tuple of tuples of str */
    PyObject *rules;     /* tuple of tuples */
    PyObject *by_key;    /* dict: "int|double" to function */
    PyObject *proxy;     /* of that dict, for others to read */
    PyObject *name;
    PyObject *qualname;
    PyObject *self; /* what it is bound to, or NULL */
    PyObject *dict;
    PyObject *weakrefs;
} px_fused;

/* The function whose parameters and defaults stand for those of all. Borrowed. */
static px_function *px_fused_first(px_fused *f) {
    return (px_function *)PyTuple_GET_ITEM(f->functions, 0);
}

/* How many positional parameters a call has to give. */
static Py_ssize_t px_fused_required(px_function *first) {
    Py_ssize_t defaults = first->defaults ? PyTuple_GET_SIZE(first->defaults) : 0;
    return (Py_ssize_t)first->def->pos - defaults;
}

/* The default of a parameter. Borrowed, or NULL. */
static PyObject *px_fused_default(px_function *first, Py_ssize_t position, PyObject *name) {
    Py_ssize_t required = px_fused_required(first);
    if (position < 0) return first->kwdefaults ? PyDict_GetItemWithError(first->kwdefaults, name) : NULL;
    if (!first->defaults || position < required) return NULL;
    return PyTuple_GET_ITEM(first->defaults, position - required);
}

/* The argument that a rule looks at. Borrowed, or NULL with TypeError set. */
static PyObject *px_fused_argument(px_fused *f, PyObject *rule, PyObject *const *args, Py_ssize_t nargs,
                                   PyObject *kwnames) {
    Py_ssize_t position = PyLong_AsSsize_t(PyTuple_GET_ITEM(rule, 0)), i, required;
    PyObject *name = PyTuple_GET_ITEM(rule, 1), *value;
    px_function *first = px_fused_first(f);
    if (position >= 0 && position < nargs) return args[position];
    for (i = 0; kwnames && i < PyTuple_GET_SIZE(kwnames); i++) {
        int same = PyObject_RichCompareBool(PyTuple_GET_ITEM(kwnames, i), name, Py_EQ);
        if (same) return same < 0 ? NULL : args[nargs + i];
    }
    value = px_fused_default(first, position, name);
    if (value || PyErr_Occurred()) return value;
    required = px_fused_required(first);
    PyErr_Format(PyExc_TypeError, "Expected at least %zd argument%s, got %zd", required, required == 1 ? "" : "s",
                 nargs);
    return NULL;
}

/* The member of a fused type that an argument is for: 1, 0 if no class suits, -1 on error. Borrowed. */
static int px_fused_member(PyObject *rule, PyObject *value, PyObject **member) {
    Py_ssize_t i;
    for (i = 2; i + 1 < PyTuple_GET_SIZE(rule); i += 2) {
        PyObject *kind = PyTuple_GET_ITEM(rule, i);
        int suits = kind == Py_None ? 1 : PyObject_IsInstance(value, kind);
        if (suits) {
            *member = PyTuple_GET_ITEM(rule, i + 1);
            return suits;
        }
    }
    *member = NULL;
    return 0;
}

/* Whether a specialisation has the members that were found; those that were not go with all. */
static int px_fused_suits(PyObject *key, PyObject **members, Py_ssize_t count) {
    Py_ssize_t i;
    for (i = 0; i < count; i++) {
        if (members[i]) {
            int same = PyObject_RichCompareBool(PyTuple_GET_ITEM(key, i), members[i], Py_EQ);
            if (same <= 0) return same;
        }
    }
    return 1;
}

/* The specialisation for the arguments of a call. Borrowed, or NULL with an exception set. */
static PyObject *px_fused_find(px_fused *f, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
    Py_ssize_t count = PyTuple_GET_SIZE(f->rules), i;
    PyObject *few[8], **members = few, *found = NULL;
    int known = 0, many = 0, failed = 0;
    if (count > 8) {
        members = PyMem_New(PyObject *, (size_t)count);
        if (!members) return PyErr_NoMemory();
    }
    for (i = 0; i < count && !failed; i++) {
        PyObject *rule = PyTuple_GET_ITEM(f->rules, i);
        PyObject *value = px_fused_argument(f, rule, args, nargs, kwnames);
        int state = value ? px_fused_member(rule, value, &members[i]) : -1;
        failed = state < 0;
        known |= state > 0;
    }
    for (i = 0; i < PyTuple_GET_SIZE(f->keys) && !failed && known; i++) {
        int suits = px_fused_suits(PyTuple_GET_ITEM(f->keys, i), members, count);
        failed = suits < 0;
        if (suits > 0) {
            many = found != NULL;
            found = PyTuple_GET_ITEM(f->functions, i);
        }
        if (many) break;
    }
    if (members != few) PyMem_Free(members);
    if (failed) return NULL;
    if (!found) PyErr_SetString(PyExc_TypeError, "No matching signature found");
    if (many) {
        PyErr_SetString(PyExc_TypeError, "Function call with ambiguous argument types");
        return NULL;
    }
    return found;
}

static PyObject *px_fused_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    px_fused *f = (px_fused *)self;
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf), total, bound = f->self ? 1 : 0;
    PyObject *few[8], **all = few, *function, *result = NULL;
    if (!bound) {
        function = px_fused_find(f, args, nargs, kwnames);
        return function ? PyObject_Vectorcall(function, args, nargsf, kwnames) : NULL;
    }
    total = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    if (total + 1 > 8) {
        all = PyMem_New(PyObject *, (size_t)total + 1);
        if (!all) return PyErr_NoMemory();
    }
    all[0] = f->self;
    if (total) memcpy(all + 1, args, (size_t)total * sizeof(PyObject *));
    function = px_fused_find(f, all, nargs + 1, kwnames);
    if (function) result = PyObject_Vectorcall(function, all, (size_t)nargs + 1, kwnames);
    if (all != few) PyMem_Free(all);
    return result;
}

/* The name of a type in an index: of a class its name, of anything else its text. New reference, or NULL. */
static PyObject *px_fused_type_name(PyObject *item) {
    if (PyType_Check(item)) return PyObject_GetAttrString(item, "__name__");
    return PyObject_Str(item);
}

/* `f[int]`, `f["int", "double"]`, `f["int|double"]` */
static PyObject *px_fused_item(PyObject *self, PyObject *index) {
    px_fused *f = (px_fused *)self;
    PyObject *key, *function;
    if (PyTuple_Check(index)) {
        PyObject *names = PyList_New(0), *bar = PyUnicode_FromString("|");
        Py_ssize_t i;
        for (i = 0; names && i < PyTuple_GET_SIZE(index); i++) {
            PyObject *name = px_fused_type_name(PyTuple_GET_ITEM(index, i));
            if (!name || PyList_Append(names, name) < 0) Py_CLEAR(names);
            Py_XDECREF(name);
        }
        key = names && bar ? PyUnicode_Join(bar, names) : NULL;
        Py_XDECREF(names);
        Py_XDECREF(bar);
    } else {
        key = px_fused_type_name(index);
    }
    if (!key) return NULL;
    function = PyDict_GetItemWithError(f->by_key, key);
    if (function) {
        function = f->self ? PyMethod_New(function, f->self) : Py_NewRef(function);
    } else if (!PyErr_Occurred()) {
        PyErr_SetObject(PyExc_KeyError, key);
    }
    Py_DECREF(key);
    return function;
}

/* What it does not have itself, such as `__doc__` or `__code__`, it has of its first specialisation. */
static PyObject *px_fused_getattr(PyObject *self, PyObject *name) {
    PyObject *value = PyObject_GenericGetAttr(self, name);
    if (value || !PyErr_ExceptionMatches(PyExc_AttributeError)) return value;
    PyErr_Clear();
    return PyObject_GetAttr(PyTuple_GET_ITEM(((px_fused *)self)->functions, 0), name);
}

static PyObject *px_fused_get_doc(PyObject *self, void *none) {
    px_function *first = px_fused_first((px_fused *)self);
    (void)none;
    return Py_NewRef(first->doc ? first->doc : Py_None);
}

static PyObject *px_fused_get_module(PyObject *self, void *none) {
    px_function *first = px_fused_first((px_fused *)self);
    (void)none;
    return Py_NewRef(first->module ? first->module : Py_None);
}

static PyObject *px_fused_get_self(PyObject *self, void *none) {
    px_fused *f = (px_fused *)self;
    (void)none;
    if (f->self) return Py_NewRef(f->self);
    PyErr_SetString(PyExc_AttributeError, "__self__");
    return NULL;
}

static PyObject *px_fused_repr(PyObject *self) {
    return PyUnicode_FromFormat("<cyfunction %U at %p>", ((px_fused *)self)->qualname, self);
}

/* Objects that are bound to the same are equal. */
static PyObject *px_fused_compare(PyObject *self, PyObject *other, int op) {
    px_fused *a = (px_fused *)self, *b = (px_fused *)other;
    if ((op != Py_EQ && op != Py_NE) || !Py_IS_TYPE(other, Py_TYPE(self))) Py_RETURN_NOTIMPLEMENTED;
    return PyBool_FromLong((a->functions == b->functions && a->self == b->self) == (op == Py_EQ));
}

static Py_hash_t px_fused_hash(PyObject *self) {
    px_fused *f = (px_fused *)self;
    Py_hash_t hash = (Py_hash_t)((size_t)f->functions >> 4) ^ (Py_hash_t)((size_t)f->self >> 3);
    return hash == -1 ? -2 : hash;
}

static PyObject *px_fused_reduce(PyObject *self, PyObject *none) {
    (void)none;
    return Py_NewRef(((px_fused *)self)->qualname);
}

static int px_fused_traverse(PyObject *self, visitproc visit, void *arg) {
    px_fused *f = (px_fused *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(f->functions);
    Py_VISIT(f->rules);
    Py_VISIT(f->by_key);
    Py_VISIT(f->proxy);
    Py_VISIT(f->self);
    Py_VISIT(f->dict);
    return 0;
}

static int px_fused_clear(PyObject *self) {
    px_fused *f = (px_fused *)self;
    Py_CLEAR(f->self);
    Py_CLEAR(f->dict);
    return 0;
}

static void px_fused_dealloc(PyObject *self) {
    px_fused *f = (px_fused *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (f->weakrefs) PyObject_ClearWeakRefs(self);
    px_fused_clear(self);
    Py_XDECREF(f->functions);
    Py_XDECREF(f->keys);
    Py_XDECREF(f->rules);
    Py_XDECREF(f->by_key);
    Py_XDECREF(f->proxy);
    Py_XDECREF(f->name);
    Py_XDECREF(f->qualname);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyObject *px_fused_bind(PyObject *self, PyObject *object, PyObject *type);

static PyGetSetDef px_fused_getset[] = {
    {"__doc__", px_fused_get_doc, NULL, NULL, NULL},
    {"__module__", px_fused_get_module, NULL, NULL, NULL},
    {"__self__", px_fused_get_self, NULL, NULL, NULL},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef px_fused_members[] = {
    {"__signatures__", PX_FUSED_OBJECT, offsetof(px_fused, proxy), PX_FUSED_READONLY, NULL},
    {"__name__", PX_FUSED_OBJECT, offsetof(px_fused, name), 0, NULL},
    {"__qualname__", PX_FUSED_OBJECT, offsetof(px_fused, qualname), 0, NULL},
    {"__dictoffset__", PX_FUSED_SSIZE, offsetof(px_fused, dict), PX_FUSED_READONLY, NULL},
    {"__weaklistoffset__", PX_FUSED_SSIZE, offsetof(px_fused, weakrefs), PX_FUSED_READONLY, NULL},
    {"__vectorcalloffset__", PX_FUSED_SSIZE, offsetof(px_fused, vectorcall), PX_FUSED_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef px_fused_methods[] = {
    {"__reduce__", px_fused_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot px_fused_slots[] = {
    {Py_tp_dealloc, (void *)px_fused_dealloc},   {Py_tp_traverse, (void *)px_fused_traverse},
    {Py_tp_clear, (void *)px_fused_clear},       {Py_tp_repr, (void *)px_fused_repr},
    {Py_tp_call, (void *)PyVectorcall_Call},     {Py_tp_descr_get, (void *)px_fused_bind},
    {Py_tp_getattro, (void *)px_fused_getattr},  {Py_mp_subscript, (void *)px_fused_item},
    {Py_tp_getset, (void *)px_fused_getset},     {Py_tp_members, (void *)px_fused_members},
    {Py_tp_methods, (void *)px_fused_methods},   {Py_tp_richcompare, (void *)px_fused_compare},
    {Py_tp_hash, (void *)px_fused_hash},         {0, NULL},
};

static PyType_Spec px_fused_spec = {
    "_pyxide_" Py_STRINGIFY(PX_LAYOUT) ".fused_cython_function",
    sizeof(px_fused),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_IMMUTABLETYPE |
        Py_TPFLAGS_DISALLOW_INSTANTIATION,
    px_fused_slots,
};

/* An object of the type with the same functions. New reference, or NULL. */
static px_fused *px_fused_make(PyTypeObject *type, const px_fused *like, PyObject *self) {
    px_fused *f = PyObject_GC_New(px_fused, type);
    if (!f) return NULL;
    f->vectorcall = px_fused_call;
    f->functions = Py_NewRef(like->functions);
    f->keys = Py_NewRef(like->keys);
    f->rules = Py_NewRef(like->rules);
    f->by_key = Py_XNewRef(like->by_key);
    f->proxy = Py_XNewRef(like->proxy);
    f->name = Py_XNewRef(like->name);
    f->qualname = Py_XNewRef(like->qualname);
    f->self = Py_XNewRef(self);
    f->dict = Py_XNewRef(like->dict);
    f->weakrefs = NULL;
    PyObject_GC_Track((PyObject *)f);
    return f;
}

static PyObject *px_fused_bind(PyObject *self, PyObject *object, PyObject *type) {
    px_fused *f = (px_fused *)self;
    (void)type;
    if (!object || f->self) return Py_NewRef(self);
    return (PyObject *)px_fused_make(Py_TYPE(self), f, object);
}

/* The functions by their keys: 0, or -1. */
static int px_fused_index(px_fused *f) {
    PyObject *bar = PyUnicode_FromString("|");
    Py_ssize_t i;
    int failed = !bar;
    for (i = 0; i < PyTuple_GET_SIZE(f->keys) && !failed; i++) {
        PyObject *key = PyUnicode_Join(bar, PyTuple_GET_ITEM(f->keys, i));
        failed = !key || PyDict_SetItem(f->by_key, key, PyTuple_GET_ITEM(f->functions, i)) < 0;
        Py_XDECREF(key);
    }
    Py_XDECREF(bar);
    return failed ? -1 : 0;
}

PX_API PyObject *px_fused_new(px_module *m, PyObject *qualname, PyObject *functions, PyObject *keys,
                              PyObject *rules) {
    PyTypeObject *type = px_shared_type(&px_fused_spec);
    px_fused like, *f;
    (void)m;
    if (!type) return NULL;
    memset(&like, 0, sizeof like);
    like.functions = functions;
    like.keys = keys;
    like.rules = rules;
    like.qualname = qualname;
    like.name = ((px_function *)PyTuple_GET_ITEM(functions, 0))->name;
    f = px_fused_make(type, &like, NULL);
    Py_DECREF(type);
    if (!f) return NULL;
    f->by_key = PyDict_New();
    f->proxy = f->by_key ? PyDictProxy_New(f->by_key) : NULL;
    if (!f->proxy || px_fused_index(f) < 0) {
        Py_DECREF(f);
        return NULL;
    }
    return (PyObject *)f;
}
