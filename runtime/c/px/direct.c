#include "px/direct.h"

PX_API int px_global_is_other(px_module *m, px_cache *cache, int index) {
    PyObject *name = px_function_name(m, index), *value;
    int is;
#if PY_VERSION_HEX >= 0x030D0000
    if (PyDict_GetItemRef(m->dict, name, &value) < 0) PyErr_Clear();
#else
    value = Py_XNewRef(PyDict_GetItemWithError(m->dict, name));
    if (!value) PyErr_Clear();
#endif
    is = value && px_is_function(value, m, index);
    Py_XDECREF(value);
#if PX_DICT_VERSIONS
    if (is) cache->tag = ((PyDictObject *)m->dict)->ma_version_tag;
#elif PX_INSTANCES
    if (is) cache->tag = px_dict_place(m->dict, name);
#else
    (void)cache;
#endif
    return is;
}
