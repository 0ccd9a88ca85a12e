#include "px/override.h"

/* Whether what binding gave once is equal to what binding `own` gives now. */
static int px_binds_to(PyObject *self, PyObject *bound, PyObject *own) {
    descrgetfunc bind = Py_TYPE(own)->tp_descr_get;
    PyObject *other = bind ? bind(own, self, (PyObject *)Py_TYPE(self)) : NULL;
    int same = other ? PyObject_RichCompareBool(bound, other, Py_EQ) : -1;
    Py_XDECREF(other);
    if (same < 0) PyErr_Clear();
    return same > 0;
}

/* Whether a bound method is `own` of a class. */
static int px_is_own(PyObject *self, PyObject *bound, PyObject *own) {
    if (bound == own) return 1;
    if (PyMethod_Check(bound)) return PyMethod_GET_FUNCTION(bound) == own;
    /* A method of a type's method table gives a builtin function. */
    if (PyCFunction_Check(bound) && Py_IS_TYPE(own, &PyMethodDescr_Type))
        return ((PyCFunctionObject *)bound)->m_ml == ((PyMethodDescrObject *)own)->d_method;
    /* A function with fused arguments binds itself. */
    if (Py_IS_TYPE(bound, Py_TYPE(own))) return px_binds_to(self, bound, own);
    return 0;
}

/* A class's instances have attributes of their own. */
static int px_has_dict(PyTypeObject *type) {
#ifdef Py_TPFLAGS_MANAGED_DICT
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) return 1;
#endif
    return type->tp_dictoffset != 0 || type->tp_getattro != PyObject_GenericGetAttr;
}

PX_API PyObject *px_method_override_slow(PyObject *self, PyObject *type, PyObject *name, px_cache *cache) {
    PyObject *own = PyObject_GetAttr(type, name), *found;
    int same;
    if (!own) {
        /* The class is not finished yet. */
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Clear();
        return NULL;
    }
    found = PyObject_GetAttr(self, name);
    if (!found) {
        Py_DECREF(own);
        return NULL;
    }
    same = px_is_own(self, found, own);
    Py_DECREF(own);
    if (!same) return found;
    Py_DECREF(found);
    cache->tag = px_has_dict(Py_TYPE(self)) ? 0 : Py_TYPE(self)->tp_version_tag;
    return NULL;
}
