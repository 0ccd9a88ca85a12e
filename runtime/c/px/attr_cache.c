#include "px/attr_cache.h"

#include "px/method.h"

#if PX_INSTANCES
#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define PX_T_OBJECT_EX T_OBJECT_EX
#else
#define PX_T_OBJECT_EX Py_T_OBJECT_EX
#endif

/* After so many misses a place looks for an answer to keep only now and then. */
#define PX_ATTR_PATIENCE 32

/* What a place has found out about objects of one type. */
typedef struct px_found {
    PyObject *value;
    uint64_t *tag2;
} px_found;

/* The answer of this tag. 0 where there is none. */
static int px_attr_tagged(uint64_t tag, px_cache *cache, px_found *found) {
    if (cache->tag == tag) {
        found->value = cache->value;
        found->tag2 = &cache->tag2;
        return 1;
    }
    if (cache->other_tag == tag) {
        found->value = cache->other_value;
        found->tag2 = &cache->other_tag2;
        return 1;
    }
    return 0;
}

/* The answer of this kind for the object. */
static int px_attr_known(PyObject *o, uint64_t kind, px_cache *cache, px_found *found) {
    return px_attr_tagged(px_attr_tag(o, kind), cache, found);
}

static uint64_t px_attr_class_tag(PyObject *o) { return ((PyTypeObject *)(void *)o)->tp_version_tag | PX_ATTR_OF_CLASS; }

/* Keeps an answer; the latest comes first. */
static void px_attr_keep(px_cache *cache, uint64_t tag, uint64_t tag2, PyObject *value) {
    cache->other_value = cache->value;
    cache->other_tag = cache->tag;
    cache->other_tag2 = cache->tag2;
    cache->value = value;
    cache->tag2 = tag2;
    cache->tag = tag;
}

/* Whether this miss is worth a search. */
static int px_attr_worthwhile(px_cache *cache) {
    cache->misses++;
    return cache->misses < PX_ATTR_PATIENCE || cache->misses % 64 == 0;
}

/* A slot that holds an object, and is read and written without any test. */
static Py_ssize_t px_attr_slot(PyTypeObject *type, PyObject *descr, int writes) {
    PyMemberDef *member;
    if (Py_TYPE(descr) != &PyMemberDescr_Type || !PyType_IsSubtype(type, PyDescr_TYPE(descr))) return 0;
    member = ((PyMemberDescrObject *)(void *)descr)->d_member;
    if (member->type != PX_T_OBJECT_EX || (writes && member->flags)) return 0;
    return member->flags & ~1 ? 0 : member->offset;
}

/* The attribute of a module: `value` was found. */
static void px_attr_learn_module(PyObject *o, PyObject *name, px_cache *cache, PyObject *value) {
    PyObject *dict = PyModule_GetDict(o);
    uint64_t place = px_dict_place(dict, name);
    if (px_dict_at(dict, name, place) == value && !_PyType_Lookup(&PyModule_Type, name))
        px_attr_keep(cache, px_attr_tag(o, PX_ATTR_MODULE), place, NULL);
}

/* The attribute of a class: `value` was found, and is kept if it is what the class has, unbound. */
static void px_attr_learn_class(PyObject *o, PyObject *name, px_cache *cache, PyObject *value) {
    PyObject *found = _PyType_Lookup((PyTypeObject *)(void *)o, name);
    if (found != value || !((PyTypeObject *)(void *)o)->tp_version_tag || _PyType_Lookup(&PyType_Type, name)) return;
    if (PyType_HasFeature(Py_TYPE(found), Py_TPFLAGS_IMMUTABLETYPE))
        px_attr_keep(cache, px_attr_class_tag(o), 0, found);
}

/* Finds out how the attributes of this name of objects like `o` are read, and keeps it: `value` was found. Or how they are
 * written, if that is NULL. */
static void px_attr_learn(PyObject *o, PyObject *name, px_cache *cache, PyObject *value) {
    PyTypeObject *type = Py_TYPE(o);
    PyObject *descr;
    int data, writes = !value;
    if (!px_attr_worthwhile(cache) || !PyUnicode_CheckExact(name)) return;
    if (value && type == &PyModule_Type) {
        px_attr_learn_module(o, name, cache, value);
        return;
    }
    if (value && type == &PyType_Type) {
        px_attr_learn_class(o, name, cache, value);
        return;
    }
    if (writes ? type->tp_setattro != PyObject_GenericSetAttr : type->tp_getattro != PyObject_GenericGetAttr) return;
    descr = _PyType_Lookup(type, name);
    if (!type->tp_version_tag) return;
    /* The type of a descriptor may become one of another kind, unless it is immutable. */
    data = descr && Py_TYPE(descr)->tp_descr_set;
    if (descr && !PyType_HasFeature(Py_TYPE(descr), Py_TPFLAGS_IMMUTABLETYPE)) return;
    if (data) {
        Py_ssize_t offset = px_attr_slot(type, descr, writes);
        px_attr_keep(cache, px_attr_tag(o, offset ? PX_ATTR_SLOT : PX_ATTR_DATA), (uint64_t)offset, descr);
    } else if (px_has_values(type)) {
        Py_ssize_t index = px_instance_index(type, name);
        int method = descr && PyType_HasFeature(Py_TYPE(descr), Py_TPFLAGS_METHOD_DESCRIPTOR);
        if (index >= 0)
            px_attr_keep(cache, px_attr_tag(o, PX_ATTR_VALUE), (uint64_t)index, NULL);
        else if (descr && !writes)
            px_attr_keep(cache, px_attr_tag(o, method ? PX_ATTR_METHOD : PX_ATTR_TYPE),
                         (uint64_t)px_shared_keys(type)->entries, descr);
    } else if (descr && !writes && type->tp_dictoffset == 0 &&
               !PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        int method = PyType_HasFeature(Py_TYPE(descr), Py_TPFLAGS_METHOD_DESCRIPTOR);
        px_attr_keep(cache, px_attr_tag(o, method ? PX_ATTR_METHOD : PX_ATTR_TYPE), PX_ATTR_NO_DICT, descr);
    }
}

/* Whether the type's attribute is the object's: 1; 0 where that is not known. */
static int px_attr_not_hidden(PyObject *o, PyObject *name, uint64_t *keys) {
    PyObject *dict;
    if (px_attr_unhidden(o, *keys)) return 1;
    if (px_instance_values(o)) {
        if (px_instance_index(Py_TYPE(o), name) >= 0) return 0;
        *keys = (uint64_t)px_shared_keys(Py_TYPE(o))->entries;
        return 1;
    }
    dict = px_instance_dict(o);
    if (!dict) return 1;
    if (!PyDict_CheckExact(dict) || PyDict_GetItemWithError(dict, name)) return 0;
    if (!PyErr_Occurred()) return 1;
    PyErr_Clear();
    return 0;
}

static PyObject *px_attr_bind(PyObject *value, PyObject *o) {
    descrgetfunc bind = Py_TYPE(value)->tp_descr_get;
    PyObject *result;
    if (!bind) return Py_NewRef(value);
    Py_INCREF(value);
    result = bind(value, o, (PyObject *)Py_TYPE(o));
    Py_DECREF(value);
    return result;
}

/* The attribute by what the place knows: a new reference. NULL without an exception where it does not. *known: whether it
 * does. */
static PyObject *px_attr_by_cache(PyObject *o, PyObject *name, px_cache *cache, int *known) {
    px_found found;
    *known = 1;
    if (px_attr_known(o, PX_ATTR_VALUE, cache, &found)) {
        PyObject **values = px_instance_values(o);
        if (values && values[*found.tag2]) return Py_NewRef(values[*found.tag2]);
    } else if (px_attr_known(o, PX_ATTR_TYPE, cache, &found) || px_attr_known(o, PX_ATTR_METHOD, cache, &found)) {
        if (px_attr_not_hidden(o, name, found.tag2)) return px_attr_bind(found.value, o);
    } else if (px_attr_known(o, PX_ATTR_SLOT, cache, &found)) {
        PyObject *value = *(PyObject **)(void *)((char *)o + *found.tag2);
        if (value) return Py_NewRef(value);
    } else if (px_attr_known(o, PX_ATTR_DATA, cache, &found)) {
        return px_attr_bind(found.value, o);
    } else if (px_attr_known(o, PX_ATTR_MODULE, cache, &found)) {
        PyObject *value = px_dict_at(PyModule_GetDict(o), name, *found.tag2);
        if (value) return Py_NewRef(value);
    } else if (Py_TYPE(o) == &PyType_Type && px_attr_tagged(px_attr_class_tag(o), cache, &found)) {
        return Py_NewRef(found.value);
    }
    *known = 0;
    return NULL;
}

PX_API PyObject *px_attr_get_slow(PyObject *o, PyObject *name, px_cache *cache) {
    int known;
    PyObject *value = px_attr_by_cache(o, name, cache, &known);
    if (known) return value;
    value = PyObject_GetAttr(o, name);
    if (value) px_attr_learn(o, name, cache, value);
    return value;
}

/* Stores by what the place knows: 0 or -1; 1 where it does not know. */
static int px_attr_set_by_cache(PyObject *o, PyObject *value, px_cache *cache) {
    px_found found;
    if (px_attr_known(o, PX_ATTR_VALUE, cache, &found)) {
        PyObject **values = px_instance_store(o), *old;
        if (!values) return 1;
        old = values[*found.tag2];
        values[*found.tag2] = Py_NewRef(value);
        if (!old) px_values_added(values, (size_t)*found.tag2);
        Py_XDECREF(old);
        return 0;
    }
    if (px_attr_known(o, PX_ATTR_SLOT, cache, &found)) {
        PyObject **slot = (PyObject **)(void *)((char *)o + *found.tag2), *old = *slot;
        *slot = Py_NewRef(value);
        Py_XDECREF(old);
        return 0;
    }
    return 1;
}

PX_API int px_attr_set_slow(PyObject *o, PyObject *name, PyObject *value, px_cache *cache) {
    int status = px_attr_set_by_cache(o, value, cache);
    if (status <= 0) return status;
    status = PyObject_SetAttr(o, name, value);
    if (status == 0) px_attr_learn(o, name, cache, NULL);
    return status;
}

PX_API PyObject *px_attr_load_slow(PyObject *o, PyObject *name, int *unbound, px_cache *cache) {
    px_found found;
    PyObject *method;
    int known;
    *unbound = 0;
    if (px_attr_known(o, PX_ATTR_METHOD, cache, &found)) {
        if (px_attr_not_hidden(o, name, found.tag2)) {
            *unbound = 1;
            return Py_NewRef(found.value);
        }
    } else {
        method = px_attr_by_cache(o, name, cache, &known);
        if (known) return method;
    }
    method = px_method_load(o, name, unbound);
    if (method) px_attr_learn(o, name, cache, method);
    return method;
}

#else

PX_API PyObject *px_attr_get_slow(PyObject *o, PyObject *name, px_cache *cache) {
    (void)cache;
    return PyObject_GetAttr(o, name);
}

PX_API int px_attr_set_slow(PyObject *o, PyObject *name, PyObject *value, px_cache *cache) {
    (void)cache;
    return PyObject_SetAttr(o, name, value);
}

PX_API PyObject *px_attr_load_slow(PyObject *o, PyObject *name, int *unbound, px_cache *cache) {
    (void)cache;
    return px_method_load(o, name, unbound);
}

#endif
