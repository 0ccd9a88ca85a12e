#include "px/builtins.h"

#include "px/exc_state.h"
#include "px/raise_names.h"

PX_API PyObject *px_builtin_find(px_module *m, PyObject *name, px_cache *cache) {
    PyObject *value = PyDict_GetItemWithError(m->builtins, name);
    if (value)
        cache->value = Py_NewRef(value);
    else if (!PyErr_Occurred())
        px_raise_name(name);
    return value;
}

PX_API PyObject *px_builtin_look(px_module *m, PyObject *name, px_cache *cache) {
    PyObject *exc = px_exc_take(), *value = px_builtin_find(m, name, cache);
    PyErr_Clear();
    if (exc) px_exc_put(exc);
    return value;
}
