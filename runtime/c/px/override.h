/* Whether Python code overrides a `cpdef` method, which C code calls. */
#ifndef PX_OVERRIDE_H
#define PX_OVERRIDE_H
#include "px/base.h"
#include "px/cache.h"

/* The object may have another method than its vtable says: it has a dict, or is of a class that Python code made. Extension types
 * are immutable, or no heap types at all. */
PX_INLINE int px_method_differs(PyObject *self, PyObject *type) {
    PyTypeObject *own = Py_TYPE(self);
    unsigned long kind = own->tp_flags & (Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_IMMUTABLETYPE);
    (void)type;
    return own->tp_dictoffset != 0 || kind == Py_TPFLAGS_HEAPTYPE;
}

/* What the inline test leaves. */
PX_API PyObject *px_method_override_slow(PyObject *self, PyObject *type, PyObject *name, px_cache *cache);

/* What the object has under the name of a method of `type`, if that is not the method itself. The cache remembers the last class without
 * an override whose instances have no dict. New reference; NULL if there is none, or with an exception. */
PX_INLINE PyObject *px_method_override(PyObject *self, PyObject *type, PyObject *name, px_cache *cache) {
#if !defined(Py_LIMITED_API) && !defined(Py_GIL_DISABLED)
    PyTypeObject *own = Py_TYPE(self);
    if (px_likely(own->tp_version_tag == cache->tag && cache->tag)) {
#if PY_VERSION_HEX < 0x030D0000
        if (own->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG)
#endif
            return NULL;
    }
#endif
    return px_method_override_slow(self, type, name, cache);
}

/* The object is alive up to here: C code holds a pointer to it. */
PX_INLINE void px_keep(PyObject *object) { (void)object; }

#endif
