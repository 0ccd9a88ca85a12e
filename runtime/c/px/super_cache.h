/* `super().m(...)` without a super object. */
#ifndef PX_SUPER_CACHE_H
#define PX_SUPER_CACHE_H
#include "px/attr_cache.h"

/* What the inline function below does not know yet. */
PX_API PyObject *px_super_find(PyObject *super, PyObject *type, PyObject *o, PyObject *name, int *unbound, px_cache *cache);

/* The attribute of `super(type, o)`, to be called; see px_method_load. `super` is what the name stands for. New reference, or
 * NULL. */
PX_INLINE PyObject *px_super_load(PyObject *super, PyObject *type, PyObject *o, PyObject *name, int *unbound,
                                  px_cache *cache) {
#if PX_INSTANCES
    /* As long as the type of the object has this version, the class is among its bases, and alive. */
    if (px_likely(cache->tag == px_attr_tag(o, PX_ATTR_METHOD) && cache->other_value == type &&
                  super == (PyObject *)&PySuper_Type)) {
        *unbound = 1;
        return Py_NewRef(cache->value);
    }
#endif
    return px_super_find(super, type, o, name, unbound, cache);
}

#endif
