/* Builtin names that the module never assigns: found once, then the same for good. */
#ifndef PX_BUILTINS_H
#define PX_BUILTINS_H
#include "px/globals.h"
#include "px/module.h"

/* Finds it and keeps it in the cache. As px_builtin_get. */
PX_API PyObject *px_builtin_find(px_module *m, PyObject *name, px_cache *cache);

/* A name that the module does not bind itself: the global that somebody gave it, else the builtin. As px_builtin_now. */
PX_API PyObject *px_builtin_look_up(px_module *m, PyObject *name, px_cache *cache);

/* New reference, or NULL with a NameError. */
PX_INLINE PyObject *px_builtin_now(px_module *m, PyObject *name, px_cache *cache) {
#if PX_DICT_VERSIONS
    if (px_likely(cache->value && ((PyDictObject *)m->dict)->ma_version_tag == cache->tag &&
                  ((PyDictObject *)m->builtins)->ma_version_tag == cache->tag2))
        return Py_NewRef(cache->value);
#endif
    return px_builtin_look_up(m, name, cache);
}

/* Lives as long as the interpreter; NULL with a NameError. */
PX_INLINE PyObject *px_builtin_get(px_module *m, PyObject *name, px_cache *cache) {
    return px_likely(cache->value != NULL) ? cache->value : px_builtin_find(m, name, cache);
}

/* The same without failing, whatever exception is in flight: NULL where the name is not there. */
PX_API PyObject *px_builtin_look(px_module *m, PyObject *name, px_cache *cache);

PX_INLINE PyObject *px_builtin_peek(px_module *m, PyObject *name, px_cache *cache) {
    return px_likely(cache->value != NULL) ? cache->value : px_builtin_look(m, name, cache);
}

#endif
