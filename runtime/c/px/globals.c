#include "px/globals.h"

#include "px/raise_names.h"

PX_API PyObject *px_global_find(px_module *m, PyObject *name, px_cache *cache) {
    PyObject *value;
    (void)cache;
#if PY_VERSION_HEX >= 0x030D0000
    int found = PyDict_GetItemRef(m->dict, name, &value);
#if PX_INSTANCES
    if (found > 0) cache->tag = px_dict_place(m->dict, name);
#endif
    if (found == 0 && PyDict_GetItemRef(m->builtins, name, &value) == 0) px_raise_name(name);
#else
    value = PyDict_GetItemWithError(m->dict, name);
#if PX_DICT_VERSIONS
    cache->value = value; /* borrowed; meaningless as soon as the version is another one */
    cache->tag = ((PyDictObject *)m->dict)->ma_version_tag;
#elif PX_INSTANCES
    if (value) cache->tag = px_dict_place(m->dict, name);
#endif
    if (!value && !PyErr_Occurred()) value = PyDict_GetItemWithError(m->builtins, name);
    Py_XINCREF(value);
    if (!value && !PyErr_Occurred()) px_raise_name(name);
#endif
    return value;
}

PX_API int px_global_del(px_module *m, PyObject *name) {
    if (PyDict_DelItem(m->dict, name) == 0) return 0;
    if (PyErr_ExceptionMatches(PyExc_KeyError)) px_raise_name(name);
    return -1;
}

PX_API PyObject *px_name_get(px_module *m, PyObject *space, PyObject *name) {
    PyObject *value = PyObject_GetItem(space, name);
    px_cache unused = {NULL, 0, 0, NULL, 0, 0, 0};
    if (value || !PyErr_ExceptionMatches(PyExc_KeyError)) return value;
    PyErr_Clear();
    return px_global_find(m, name, &unused);
}
