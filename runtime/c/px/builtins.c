#include "px/builtins.h"

#include "px/raise_names.h"

PX_API PyObject *px_builtin_find(px_module *m, PyObject *name, px_cache *cache) {
    PyObject *value = PyDict_GetItemWithError(m->builtins, name);
    if (value)
        cache->value = Py_NewRef(value);
    else if (!PyErr_Occurred())
        px_raise_name(name);
    return value;
}
