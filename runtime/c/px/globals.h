/* The names of a module. */
#ifndef PX_GLOBALS_H
#define PX_GLOBALS_H
#include "px/cache.h"
#include "px/instance.h"
#include "px/module.h"

/* A dict's version changes with the dict: public in CPython 3.11, deprecated after that. */
#if PY_VERSION_HEX < 0x030C0000 && !defined(Py_LIMITED_API)
#define PX_DICT_VERSIONS 1
#else
#define PX_DICT_VERSIONS 0
#endif

/* The global, else the builtin: new reference, or NULL with a NameError. */
PX_API PyObject *px_global_find(px_module *m, PyObject *name, px_cache *cache);

PX_INLINE PyObject *px_global_get(px_module *m, PyObject *name, px_cache *cache) {
#if PX_DICT_VERSIONS
    /* As long as the dict has this version, it holds the value. */
    if (px_likely(((PyDictObject *)m->dict)->ma_version_tag == cache->tag && cache->value)) return Py_NewRef(cache->value);
#endif
#if !PX_DICT_VERSIONS && PX_INSTANCES
    {
        PyObject *value = px_dict_at(m->dict, name, cache->tag);
        if (px_likely(value != NULL)) return Py_NewRef(value);
    }
#endif
    return px_global_find(m, name, cache);
}

/* Lives as long as the module, which is as long as the interpreter. */
PX_INLINE PyObject *px_global_dict(px_module *m) { return m->dict; }

/* 0, or -1. */
PX_INLINE int px_global_set(px_module *m, PyObject *name, PyObject *value) {
    return PyDict_SetItem(m->dict, name, value);
}

PX_API int px_global_del(px_module *m, PyObject *name);

/* A name in a class body: in its namespace, else as px_global_find. */
PX_API PyObject *px_name_get(px_module *m, PyObject *space, PyObject *name);

#endif
