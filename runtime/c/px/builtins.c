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

PX_API PyObject *px_builtin_look_up(px_module *m, PyObject *name, px_cache *cache) {
#if PY_VERSION_HEX >= 0x030D0000
    PyObject *value;
    (void)cache;
    if (PyDict_GetItemRef(m->dict, name, &value) == 0 && PyDict_GetItemRef(m->builtins, name, &value) == 0)
        px_raise_name(name);
    return value;
#else
    PyObject *value = PyDict_GetItemWithError(m->dict, name);
    if (!value && !PyErr_Occurred()) value = PyDict_GetItemWithError(m->builtins, name);
    if (!value) {
        if (!PyErr_Occurred()) px_raise_name(name);
        return NULL;
    }
#if PX_DICT_VERSIONS
    cache->value = value; /* borrowed; meaningless as soon as one of the versions is another one */
    cache->tag = ((PyDictObject *)m->dict)->ma_version_tag;
    cache->tag2 = ((PyDictObject *)m->builtins)->ma_version_tag;
#else
    (void)cache;
#endif
    return Py_NewRef(value);
#endif
}
