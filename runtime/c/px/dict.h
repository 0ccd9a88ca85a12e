/* Exact dicts: packing, reading. */
#ifndef PX_DICT_H
#define PX_DICT_H
#include "px/base.h"

/* `dict[key]`: new reference, or NULL with a KeyError. */
PX_API PyObject *px_dict_getitem(PyObject *dict, PyObject *key);

/* Raises KeyError(key). */
PX_API PX_COLD void px_key_error(PyObject *key);

/* A new dict of n / 2 pairs: keys and values in turn; borrows. Or NULL. */
PX_API PyObject *px_dict_pack(PyObject *const *items, Py_ssize_t n);

/* `{**x}`: 0, or -1. */
PX_API int px_dict_update_star(PyObject *dict, PyObject *mapping);

PX_INLINE Py_ssize_t px_dict_len(PyObject *dict) { return PyDict_Size(dict); }

#endif
