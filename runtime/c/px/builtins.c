#include "px/builtins.h"

#include "px/globals.h"

PX_API PyObject *px_builtin_find(px_module *m, PyObject *name, px_cache *cache) {
    /* A global of that name that others have put into the module counts; it is not kept. */
    PyObject *global = PyDict_GetItemWithError(m->dict, name), *value;
    if (global || PyErr_Occurred()) return global;
    value = px_global_get(m, name);
    if (value) cache->value = value;
    return value;
}
