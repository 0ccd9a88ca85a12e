/* Methods of exact dicts. New reference or NULL; 0 or -1. */
#ifndef PX_DICT_METHODS_H
#define PX_DICT_METHODS_H
#include "px/base.h"

PX_API PyObject *px_dict_get_or(PyObject *dict, PyObject *key, PyObject *fallback);
PX_API PyObject *px_dict_setdefault(PyObject *dict, PyObject *key, PyObject *value);
PX_API PyObject *px_dict_pop(PyObject *dict, PyObject *key);
PX_API PyObject *px_dict_pop_or(PyObject *dict, PyObject *key, PyObject *fallback);
PX_API int px_dict_update(PyObject *dict, PyObject *source);

PX_INLINE PyObject *px_dict_get(PyObject *dict, PyObject *key) { return px_dict_get_or(dict, key, Py_None); }

PX_INLINE int px_dict_clear(PyObject *dict) {
    PyDict_Clear(dict);
    return 0;
}

/* `dict(x)` */
PX_INLINE PyObject *px_dict_of(PyObject *source) { return PyObject_CallOneArg((PyObject *)&PyDict_Type, source); }

#endif
