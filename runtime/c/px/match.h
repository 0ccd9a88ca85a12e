/* Patterns of `match`. */
#ifndef PX_MATCH_H
#define PX_MATCH_H
#include "px/base.h"

/* Whether a sequence or mapping pattern may match. */
PX_INLINE int px_match_is_sequence(PyObject *o) { return (Py_TYPE(o)->tp_flags & Py_TPFLAGS_SEQUENCE) != 0; }

PX_INLINE int px_match_is_mapping(PyObject *o) { return (Py_TYPE(o)->tp_flags & Py_TPFLAGS_MAPPING) != 0; }

/* The values of the keys as a tuple: new reference; NULL where a key is absent, or with an exception. */
PX_API PyObject *px_match_keys(PyObject *mapping, PyObject *keys);

/* `**rest`: a new dict without the keys, or NULL. */
PX_API PyObject *px_match_rest(PyObject *mapping, PyObject *keys);

/* `type(a, b, name=c)`: the attributes of n positional patterns and of the names, as a tuple: new reference; NULL where the
 * subject does not match, or with an exception. */
PX_API PyObject *px_match_class(PyObject *subject, PyObject *type, Py_ssize_t n, PyObject *names);

#endif
