#include "px/extension_type.h"
#include "px/class_text.h"

/* Slots that every class has, beside those of its table. */
#define PX_OWN_SLOTS 8

static PyGetSetDef px_class_dict_getset = {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL};

/* Fields cannot follow items, of which there are as many as an instance likes. A type has its items elsewhere. */
static int px_class_can_grow(const px_class *c, PyTypeObject *base) {
    if (!(c->options & PX_GROWS) || !base->tp_itemsize || PyType_IsSubtype(base, &PyType_Type)) return 1;
    PyErr_Format(PyExc_TypeError, "inheritance from PyVarObject types like '%.200s' not currently supported", base->tp_name);
    return 0;
}

PX_API PyTypeObject *px_class_base(px_module *m, const px_class *c) {
    PyObject *base;
    if (c->base) return px_class_can_grow(c, *c->base) ? *c->base : NULL;
    if (!c->builtin_base) return &PyBaseObject_Type;
    base = PyDict_GetItemString(m->builtins, c->builtin_base);
    if (base && PyType_Check(base)) return px_class_can_grow(c, (PyTypeObject *)base) ? (PyTypeObject *)base : NULL;
    PyErr_Format(PyExc_ImportError, "no builtin type %s", c->builtin_base);
    return NULL;
}

PX_API unsigned int px_class_flags(const px_class *c, PyTypeObject *base) {
    unsigned long flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VERSION_TAG;
    if (!(c->options & PX_FINAL)) flags |= Py_TPFLAGS_BASETYPE;
    if (c->options & PX_SEQUENCE) flags |= Py_TPFLAGS_SEQUENCE;
    if (c->options & PX_MAPPING) flags |= Py_TPFLAGS_MAPPING;
    if ((c->layout->flags & PX_HAS_GC) || PyType_IS_GC(base)) flags |= Py_TPFLAGS_HAVE_GC;
    return (unsigned int)flags;
}

/* Offsets that a spec can only say by members. */
static void px_class_members(const px_class *c, PyMemberDef *member) {
    memset(member, 0, 3 * sizeof(PyMemberDef));
    if (c->layout->dict) {
        member->name = "__dictoffset__";
        member++->offset = (Py_ssize_t)c->layout->dict;
    }
    if (c->layout->weakrefs) {
        member->name = "__weaklistoffset__";
        member->offset = (Py_ssize_t)c->layout->weakrefs;
    }
}

/* All slots in one array that ends with 0; `members` has place for two and the end. NULL: no memory. */
static PyType_Slot *px_class_slots(const px_class *c, int gc, PyMemberDef *members) {
    PyType_Slot *slots, *next;
    PyMemberDef *member;
    size_t n = 0;
    while (c->slots[n].slot) n++;
    slots = (PyType_Slot *)PyMem_Calloc(n + PX_OWN_SLOTS, sizeof(PyType_Slot));
    if (!slots) return NULL;
    memcpy(slots, c->slots, n * sizeof(PyType_Slot));
    next = slots + n;
    px_class_members(c, members);
    for (member = members; member->name; member++) {
        member->type = PX_T_SSIZE;
        member->flags = PX_READONLY;
    }
#define PX_SET(name, value) (next->slot = (name), next++->pfunc = (void *)(value))
    if (c->make) PX_SET(Py_tp_new, c->make);
    PX_SET(Py_tp_dealloc, c->dealloc);
    if (gc) PX_SET(Py_tp_traverse, c->traverse);
    if (gc && !(c->layout->flags & PX_NO_CLEAR)) PX_SET(Py_tp_clear, c->clear);
    if (c->doc) PX_SET(Py_tp_doc, c->doc);
    if (members->name) PX_SET(Py_tp_members, members);
#undef PX_SET
    return slots;
}

static PyTypeObject *px_class_create(const px_class *c, PyTypeObject *base, PyObject *bases) {
    PyMemberDef members[3];
    PyType_Spec spec;
    PyType_Slot *slots;
    PyObject *type, *tuple = bases ? Py_NewRef(bases) : PyTuple_Pack(1, base);
    if (!tuple) return NULL;
    spec.name = c->name;
    spec.basicsize = (int)c->layout->size;
    spec.itemsize = 0;
    spec.flags = px_class_flags(c, base);
    slots = px_class_slots(c, (spec.flags & Py_TPFLAGS_HAVE_GC) != 0, members);
    if (!slots) {
        Py_DECREF(tuple);
        PyErr_NoMemory();
        return NULL;
    }
    spec.slots = slots;
    type = PyType_FromSpecWithBases(&spec, tuple);
    PyMem_Free(slots);
    Py_DECREF(tuple);
    return (PyTypeObject *)type;
}

/* The vtable of a type; `found` is NULL if it has none. 0, or -1. */
static int px_class_vtable(PyTypeObject *type, void **found) {
    PyObject *name = PyUnicode_InternFromString("__pyx_vtable__"), *capsule;
    *found = NULL;
    if (!name) return -1;
    capsule = PyObject_GetAttr((PyObject *)type, name);
    Py_DECREF(name);
    if (!capsule) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
        PyErr_Clear();
        return 0;
    }
    *found = PyCapsule_GetPointer(capsule, NULL);
    Py_DECREF(capsule);
    return *found ? 0 : -1;
}

static int px_class_set_text(PyTypeObject *type, const char *text, PyObject *value) {
    PyObject *name = value ? PyUnicode_InternFromString(text) : NULL;
    int result = name ? PyDict_SetItem(type->tp_dict, name, value) : -1;
    Py_XDECREF(name);
    Py_XDECREF(value);
    return result;
}

/* Fills the vtable: what the class does not override is the base's. */
static int px_class_fill_vtable(const px_class *c, PyTypeObject *type, PyTypeObject *base) {
    void **vtab = (void **)c->vtab, *inherited;
    uint32_t i;
    if (!vtab) return 0;
    if (px_class_vtable(base, &inherited) < 0) return -1;
    for (i = 0; i < c->n_vtab; i++) {
        vtab[i] = c->methods[i];
        if (!vtab[i] && inherited) vtab[i] = ((void **)inherited)[i];
    }
    return px_class_set_text(type, "__pyx_vtable__", PyCapsule_New(vtab, NULL, NULL));
}

/* The function objects that slots and descriptors call. */
static int px_class_fill_bound(px_module *m, const px_class *c) {
    uint32_t i;
    for (i = 0; i < c->n_bound; i++) {
        PyObject *function = px_function_new(m, (int)c->bound[i].func, NULL, NULL, NULL, NULL);
        if (!function) return -1;
        Py_XSETREF(*c->bound[i].object, function);
    }
    return 0;
}

/* Slot wrappers say what the text says of the method. */
static void px_class_document(const px_class *c, PyTypeObject *type) {
    px_slot_doc *doc;
    for (doc = c->docs; doc && doc->name; doc++) {
        PyObject *wrapper = PyDict_GetItemString(type->tp_dict, doc->name);
        PyWrapperDescrObject *known = (PyWrapperDescrObject *)wrapper;
        if (!wrapper || !Py_IS_TYPE(wrapper, &PyWrapperDescr_Type)) continue;
        doc->own = *known->d_base;
        doc->own.doc = doc->doc;
        known->d_base = &doc->own;
    }
}

static int px_class_publish(px_module *m, const px_class *c, PyTypeObject *type) {
    const char *dot = strrchr(c->name, '.');
    if (c->options & PX_INTERNAL) return 0;
    return PyDict_SetItemString(m->dict, dot ? dot + 1 : c->name, (PyObject *)type);
}

/* The bases after the first give the instances no dict. */
static int px_class_check_dicts(const px_class *c, PyTypeObject *type, PyTypeObject *base) {
    Py_ssize_t i, n = PyTuple_GET_SIZE(type->tp_bases);
    if (c->layout->dict || base->tp_dictoffset) return 0;
    for (i = 1; i < n; i++) {
        PyTypeObject *other = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_bases, i);
        if (other->tp_dictoffset) {
            PyErr_Format(PyExc_TypeError,
                         "extension type '%.200s' has no __dict__ slot, but base type '%.200s' has: either add 'cdef dict "
                         "__dict__' to the extension type or add '__slots__ = [...]' to the base type",
                         c->name, other->tp_name);
            return -1;
        }
    }
    return 0;
}

PX_API int px_class_complete(px_module *m, const px_class *c, PyTypeObject *type, PyTypeObject *base) {
    type->tp_vectorcall = c->vectorcall;
    if (c->options & PX_NO_VERSION_TAG) type->tp_flags &= ~(unsigned long)Py_TPFLAGS_HAVE_VERSION_TAG;
    Py_XSETREF(*c->type, type);
    if (px_class_check_dicts(c, type, base) < 0) return -1;
    if (px_class_fill_vtable(c, type, base) < 0 || px_class_fill_bound(m, c) < 0) return -1;
    if (c->layout->dict && px_class_set_text(type, "__dict__", PyDescr_NewGetSet(type, &px_class_dict_getset)) < 0)
        return -1;
    if (c->pickle && px_pickle_install(m, c->pickle) < 0) return -1;
    px_class_document(c, type);
    if (px_class_texts(c, type) < 0) return -1;
    PyType_Modified(type);
    type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
    return px_class_publish(m, c, type);
}

/* The type that gives the instances their layout. */
static PyTypeObject *px_class_solid(PyTypeObject *type) {
    PyTypeObject *base = type->tp_base;
    while (base && type->tp_basicsize == base->tp_basicsize && type->tp_itemsize == base->tp_itemsize) {
        type = base;
        base = type->tp_base;
    }
    return type;
}

/* A static type that is not the first base. */
static int px_class_refuse_base(PyTypeObject *base, PyTypeObject *other) {
    PyTypeObject *first = px_class_solid(base), *second = px_class_solid(other);
    if (PyType_IsSubtype(first, second))
        PyErr_Format(PyExc_TypeError, "base class '%.200s' is not a heap type", other->tp_name);
    else if (PyType_IsSubtype(second, first))
        PyErr_Format(PyExc_TypeError, "best base '%.200s' must be equal to first base '%.200s'", other->tp_name,
                     base->tp_name);
    else
        PyErr_SetString(PyExc_TypeError, "multiple bases have instance lay-out conflict");
    return -1;
}

/* The bases after the first give no layout in C. */
PX_API int px_class_check_bases(PyTypeObject *base, PyObject *bases) {
    Py_ssize_t i, n = bases ? PyTuple_GET_SIZE(bases) : 0;
    for (i = 1; i < n; i++) {
        PyTypeObject *other = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
        if (!PyType_Check(other)) {
            PyErr_Format(PyExc_TypeError, "base class '%.200s' is not a heap type", Py_TYPE(other)->tp_name);
            return -1;
        }
        if (!(other->tp_flags & Py_TPFLAGS_HEAPTYPE)) return px_class_refuse_base(base, other);
    }
    return 0;
}

PX_API int px_class_make(px_module *m, int index, PyObject *bases) {
    const px_class *c = m->def->classes + index;
    PyTypeObject *base = px_class_base(m, c), *type;
    if (!base || px_class_check_bases(base, bases) < 0) return -1;
    type = px_class_create(c, base, bases);
    return type ? px_class_complete(m, c, type, base) : -1;
}

static int px_class_check_size(const px_foreign *c, PyTypeObject *type) {
    size_t size = (size_t)type->tp_basicsize, item = (size_t)type->tp_itemsize;
    if (item) {
        /* The struct may have the first item in it, and be filled up to its alignment. */
        size_t align = c->align ? c->size % c->align : 0;
        if (!align) align = c->align;
        if (item < align) item = align;
    }
    if (size + item < c->size || (c->check == PX_SIZE_ERROR && (size > c->size || size + item < c->size))) {
        PyErr_Format(PyExc_ValueError,
                     "%.200s.%.200s size changed, may indicate binary incompatibility. Expected %zd from C header, got %zd "
                     "from PyObject",
                     c->module, c->name, (Py_ssize_t)c->size, (Py_ssize_t)(size + item));
        return -1;
    }
    if (c->check == PX_SIZE_WARN && size > c->size)
        return PyErr_WarnFormat(NULL, 0,
                                "%.200s.%.200s size changed, may indicate binary incompatibility. Expected %zd from C header, "
                                "got %zd from PyObject",
                                c->module, c->name, (Py_ssize_t)c->size, (Py_ssize_t)size);
    return 0;
}

PX_API int px_class_import(px_module *m, int index) {
    const px_foreign *c = m->def->imports + index;
    PyObject *module = PyImport_ImportModule(c->module), *type;
    if (!module) return -1;
    type = PyObject_GetAttrString(module, c->name);
    Py_DECREF(module);
    if (!type) return -1;
    if (!PyType_Check(type)) {
        PyErr_Format(PyExc_TypeError, "%.200s.%.200s is not a type object", c->module, c->name);
        Py_DECREF(type);
        return -1;
    }
    if (px_class_check_size(c, (PyTypeObject *)type) < 0) {
        Py_DECREF(type);
        return -1;
    }
    Py_XSETREF(*c->type, (PyTypeObject *)type);
    return c->vtab ? px_class_vtable((PyTypeObject *)type, c->vtab) : 0;
}

/* What `type.__new__` does for the values of a class body. */
static int px_class_name_value(PyObject *type, PyObject *name, PyObject *value) {
    PyObject *method, *result;
    if (PyLong_CheckExact(value) || PyUnicode_CheckExact(value)) return 0;
    method = PyObject_GetAttrString((PyObject *)Py_TYPE(value), "__set_name__");
    if (!method) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
        PyErr_Clear();
        return 0;
    }
    result = PyObject_CallFunctionObjArgs(method, value, type, name, NULL);
    Py_DECREF(method);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

/* Tells the bases of the new class, which has its attributes. */
static int px_class_tell_bases(PyTypeObject *type) {
    PyObject *super, *method, *result = NULL;
    Py_ssize_t i, n = PyTuple_GET_SIZE(type->tp_mro), told = 0;
    for (i = 1; i < n && !told; i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        if (base != &PyBaseObject_Type && base->tp_dict) /* builtin types may have it elsewhere */
            told = PyDict_GetItemString(base->tp_dict, "__init_subclass__") != NULL;
    }
    if (!told) return 0;
    super = PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, type, type, NULL);
    method = super ? PyObject_GetAttrString(super, "__init_subclass__") : NULL;
    if (method) result = PyObject_CallNoArgs(method);
    Py_XDECREF(super);
    Py_XDECREF(method);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

PX_API PyObject *px_class_dict(PyObject *type) { return ((PyTypeObject *)type)->tp_dict; }

PX_API int px_class_changed(PyObject *type) {
    PyObject *items = PyDict_Items(((PyTypeObject *)type)->tp_dict);
    Py_ssize_t i;
    int result = items ? 0 : -1;
    PyType_Modified((PyTypeObject *)type);
    for (i = 0; items && result == 0 && i < PyList_GET_SIZE(items); i++) {
        PyObject *pair = PyList_GET_ITEM(items, i);
        result = px_class_name_value(type, PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1));
    }
    Py_XDECREF(items);
    return result < 0 ? -1 : px_class_tell_bases((PyTypeObject *)type);
}
