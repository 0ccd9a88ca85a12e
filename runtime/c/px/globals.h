/* The names of a module. */
#ifndef PX_GLOBALS_H
#define PX_GLOBALS_H
#include "px/module.h"

/* The global, else the builtin: new reference, or NULL with a NameError. */
PX_API PyObject *px_global_get(px_module *m, PyObject *name);

/* Lives as long as the module, which is as long as the interpreter. */
PX_INLINE PyObject *px_global_dict(px_module *m) { return m->dict; }

/* 0, or -1. */
PX_INLINE int px_global_set(px_module *m, PyObject *name, PyObject *value) {
    return PyDict_SetItem(m->dict, name, value);
}

PX_API int px_global_del(px_module *m, PyObject *name);

/* A name in a class body: in its namespace, else as px_global_get. */
PX_API PyObject *px_name_get(px_module *m, PyObject *space, PyObject *name);

#endif
