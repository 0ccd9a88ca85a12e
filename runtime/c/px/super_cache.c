#include "px/super_cache.h"

#if PX_INSTANCES

/* What the bases of the object's type behind `type` have under the name: borrowed, or NULL. */
static PyObject *px_super_lookup(PyTypeObject *type, PyTypeObject *of, PyObject *name) {
    PyObject *mro = of->tp_mro, *found = NULL;
    Py_ssize_t i = 0, n = mro ? PyTuple_GET_SIZE(mro) : 0;
    while (i < n && PyTuple_GET_ITEM(mro, i) != (PyObject *)type) i++;
    for (i++; i < n && !found; i++) {
        PyTypeObject *base = (PyTypeObject *)(void *)PyTuple_GET_ITEM(mro, i);
#if PY_VERSION_HEX >= 0x030C0000
        PyObject *dict = PyType_GetDict(base);
#else
        PyObject *dict = Py_XNewRef(base->tp_dict);
#endif
        found = dict ? PyDict_GetItemWithError(dict, name) : NULL;
        Py_XDECREF(dict);
        if (!found && PyErr_Occurred()) break;
    }
    return found;
}

/* The method that a call finds, if it is a function: kept. Borrowed, or NULL. */
static PyObject *px_super_learn(PyTypeObject *type, PyObject *o, PyObject *name, px_cache *cache) {
    PyTypeObject *of = Py_TYPE(o);
    PyObject *found;
    if (!PyType_IsSubtype(of, type)) return NULL;
    found = px_super_lookup(type, of, name);
    if (!found) {
        PyErr_Clear(); /* the search of the super object says it again */
        return NULL;
    }
    if (!PyType_HasFeature(Py_TYPE(found), Py_TPFLAGS_METHOD_DESCRIPTOR)) return NULL;
    (void)_PyType_Lookup(of, name); /* gives the type a version */
    if (of->tp_version_tag && PyType_HasFeature(Py_TYPE(found), Py_TPFLAGS_IMMUTABLETYPE)) {
        cache->tag = px_attr_tag(o, PX_ATTR_METHOD);
        cache->value = found;
        cache->other_value = (PyObject *)type;
    }
    return found;
}

#endif

PX_API PyObject *px_super_find(PyObject *super, PyObject *type, PyObject *o, PyObject *name, int *unbound,
                               px_cache *cache) {
    PyObject *args[] = {NULL, type, o}, *object, *method;
#if PX_INSTANCES
    if (super == (PyObject *)&PySuper_Type && PyType_Check(type)) {
        method = px_super_learn((PyTypeObject *)(void *)type, o, name, cache);
        *unbound = 1;
        if (method) return Py_NewRef(method);
    }
#endif
    (void)cache;
    *unbound = 0;
    object = px_call(super, args + 1, 2);
    method = object ? PyObject_GetAttr(object, name) : NULL;
    Py_XDECREF(object);
    return method;
}
