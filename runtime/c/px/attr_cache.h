/* Attributes and methods by an inline cache. What a place of the program found out about a type holds as long as the type has
 * the same version tag: which of the instance's values the attribute is, where its slot is, or what the type has under the
 * name. A tag of a cache is the version, and above it one of the kinds below. */
#ifndef PX_ATTR_CACHE_H
#define PX_ATTR_CACHE_H
#include "px/cache.h"
#include "px/call.h"
#include "px/instance.h"

/* Attributes that the caches do not know (yet), as the inline functions below. */
PX_API PyObject *px_attr_get_slow(PyObject *o, PyObject *name, px_cache *cache);
PX_API int px_attr_set_slow(PyObject *o, PyObject *name, PyObject *value, px_cache *cache);
PX_API PyObject *px_attr_load_slow(PyObject *o, PyObject *name, int *unbound, px_cache *cache);

#if PX_INSTANCES
/* One of the values of the instance; tag2: its index. */
#define PX_ATTR_VALUE ((uint64_t)1 << 32)
/* A slot, which has precedence over the instance; tag2: its offset. */
#define PX_ATTR_SLOT ((uint64_t)2 << 32)
/* A data descriptor of the type; value: it. */
#define PX_ATTR_DATA ((uint64_t)3 << 32)
/* What the type has, where the instance has no such attribute; value: it; tag2: the number of shared keys, among which the
 * name is not, or PX_ATTR_NO_DICT. */
#define PX_ATTR_TYPE ((uint64_t)4 << 32)
/* The same, for what is called with the object as its first argument instead of being bound. */
#define PX_ATTR_METHOD ((uint64_t)5 << 32)
/* What a module has; tag2: its place in the module's dict. */
#define PX_ATTR_MODULE ((uint64_t)6 << 32)
/* What a class has, the object being the class, and the version its own; value: it. */
#define PX_ATTR_OF_CLASS ((uint64_t)7 << 32)
#define PX_ATTR_NO_DICT ((uint64_t)-1)

/* The tag of a kind for objects of this type. */
PX_INLINE uint64_t px_attr_tag(PyObject *o, uint64_t kind) { return Py_TYPE(o)->tp_version_tag | kind; }

/* Whether an instance surely has no attribute of its own that hides the one of its type. */
PX_INLINE int px_attr_unhidden(PyObject *o, uint64_t keys) {
    return keys == PX_ATTR_NO_DICT ||
           (px_instance_values(o) && (uint64_t)px_shared_keys(Py_TYPE(o))->entries == keys);
}
#endif

/* `o.name`: new reference, or NULL. */
PX_INLINE PyObject *px_attr_get(PyObject *o, PyObject *name, px_cache *cache) {
#if PX_INSTANCES
    if (px_likely(cache->tag == px_attr_tag(o, PX_ATTR_VALUE))) {
        PyObject **values = px_instance_values(o), *value = values ? values[cache->tag2] : NULL;
        if (px_likely(value != NULL)) return Py_NewRef(value);
    }
    return px_attr_get_slow(o, name, cache);
#else
    (void)cache;
    return PyObject_GetAttr(o, name);
#endif
}

/* `o.name = value`: 0, or -1. */
PX_INLINE int px_attr_set(PyObject *o, PyObject *name, PyObject *value, px_cache *cache) {
#if PX_INSTANCES
    if (px_likely(cache->tag == px_attr_tag(o, PX_ATTR_VALUE))) {
        PyObject **values = px_instance_store(o), *old = values ? values[cache->tag2] : NULL;
        if (px_likely(old != NULL)) {
            values[cache->tag2] = Py_NewRef(value);
            Py_DECREF(old);
            return 0;
        }
    }
    return px_attr_set_slow(o, name, value, cache);
#else
    (void)cache;
    return PyObject_SetAttr(o, name, value);
#endif
}

/* The attribute, to be called; see px_method_load. New reference, or NULL. */
PX_INLINE PyObject *px_attr_load(PyObject *o, PyObject *name, int *unbound, px_cache *cache) {
#if PX_INSTANCES
    if (px_likely(cache->tag == px_attr_tag(o, PX_ATTR_METHOD) && px_attr_unhidden(o, cache->tag2))) {
        *unbound = 1;
        return Py_NewRef(cache->value);
    }
#endif
    return px_attr_load_slow(o, name, unbound, cache);
}

/* `o.name(...)`: the object is the first of the arguments, and there is a free slot before it. New reference, or NULL. */
PX_INLINE PyObject *px_attr_call(PyObject *name, px_cache *cache, PyObject *const *args, Py_ssize_t n) {
    int unbound;
    PyObject *method = px_attr_load(args[0], name, &unbound, cache), *result;
    if (px_unlikely(!method)) return NULL;
    if (px_likely(unbound))
        result = px_vectorcall(method, args, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    else
        result = px_vectorcall(method, args + 1, (size_t)(n - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    Py_DECREF(method);
    return result;
}

/* The last arguments are those named by the tuple. */
PX_INLINE PyObject *px_attr_call_kw(PyObject *name, px_cache *cache, PyObject *names, PyObject *const *args,
                                    Py_ssize_t n) {
    int unbound;
    PyObject *method = px_attr_load(args[0], name, &unbound, cache), *result;
    Py_ssize_t positional = n - PyTuple_GET_SIZE(names), skip = !unbound;
    if (px_unlikely(!method)) return NULL;
    result = px_vectorcall(method, args + skip, (size_t)(positional - skip) | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
    Py_DECREF(method);
    return result;
}

#endif
