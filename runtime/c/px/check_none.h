/* None where a builtin type is declared: the error of the operation on it. */
#ifndef PX_CHECK_NONE_H
#define PX_CHECK_NONE_H
#include "px/base.h"

/* Raises AttributeError; raises TypeError with a text. Return -1. They take the GIL for that. */
PX_API PX_COLD int px_none_attr_error(PyObject *name);
PX_API PX_COLD int px_none_error(const char *text);

/* 0, or -1 where the object is None. */
PX_INLINE int px_check_none_attr(PyObject *o, PyObject *name) {
    return px_likely(o != Py_None) ? 0 : px_none_attr_error(name);
}

PX_INLINE int px_check_none_passed(PyObject *o) {
    return px_likely(o != Py_None)
               ? 0
               : px_none_error("cannot pass None into a C function argument that is declared 'not None'");
}

PX_INLINE int px_check_none_getitem(PyObject *o) {
    return px_likely(o != Py_None) ? 0 : px_none_error("'NoneType' object is not subscriptable");
}

PX_INLINE int px_check_none_setitem(PyObject *o) {
    return px_likely(o != Py_None) ? 0 : px_none_error("'NoneType' object does not support item assignment");
}

PX_INLINE int px_check_none_delitem(PyObject *o) {
    return px_likely(o != Py_None) ? 0 : px_none_error("'NoneType' object does not support item deletion");
}

PX_INLINE int px_check_none_iter(PyObject *o) {
    return px_likely(o != Py_None) ? 0 : px_none_error("'NoneType' object is not iterable");
}

PX_INLINE int px_check_none_len(PyObject *o) {
    return px_likely(o != Py_None) ? 0 : px_none_error("object of type 'NoneType' has no len()");
}

PX_INLINE int px_check_none_contains(PyObject *o) {
    return px_likely(o != Py_None) ? 0 : px_none_error("argument of type 'NoneType' is not iterable");
}

PX_INLINE int px_check_none_unpack(PyObject *o) {
    return px_likely(o != Py_None) ? 0 : px_none_error("cannot unpack non-iterable NoneType object");
}

#endif
