/* Type tests of parameters and of extension types: 0, or -1 with a TypeError. */
#ifndef PX_CHECK_ARG_H
#define PX_CHECK_ARG_H
#include "px/base.h"

/* What the inline tests leave. */
PX_API int px_check_arg_slow(PyObject *value, PyObject *type, PyObject *name, int none, int exact);
PX_API PX_COLD int px_check_instance_error(PyObject *value, PyObject *type);
PX_API PX_COLD int px_check_none_error(PyObject *name);
PX_API PX_COLD int px_check_self_error(PyObject *value, PyObject *type, PyObject *name);

/* A typed parameter: whether None passes, whether instances of subclasses do not (2: because of an annotation, which the message
 * explains). */
PX_INLINE int px_check_arg(PyObject *value, PyObject *type, PyObject *name, int none, int exact) {
    if (px_likely(Py_IS_TYPE(value, (PyTypeObject *)type) || (none && value == Py_None))) return 0;
    return px_check_arg_slow(value, type, name, none, exact);
}

PX_INLINE int px_check_arg_not_none(PyObject *value, PyObject *name) {
    return px_likely(value != Py_None) ? 0 : px_check_none_error(name);
}

/* Types of the unit are found at once: an instance is of the type itself, or of one derived from it. */
PX_INLINE int px_is_instance(PyObject *value, PyTypeObject *type) {
    PyTypeObject *own = Py_TYPE(value);
    return own == type || own->tp_base == type || PyType_IsSubtype(own, type);
}

PX_INLINE int px_is_exactly(PyObject *value, PyObject *type) { return Py_IS_TYPE(value, (PyTypeObject *)type); }

/* Whether px_check_instance has nothing against it. */
PX_INLINE int px_fits(PyObject *value, PyObject *type, int none) {
    return px_is_instance(value, (PyTypeObject *)type) || (none && value == Py_None);
}

PX_INLINE int px_check_instance(PyObject *value, PyObject *type, int none) {
    if (px_likely(px_fits(value, type, none))) return 0;
    return px_check_instance_error(value, type);
}

/* What a method of an extension type is called with. */
PX_INLINE int px_check_self(PyObject *value, PyObject *type, PyObject *name) {
    return px_likely(px_is_instance(value, (PyTypeObject *)type)) ? 0 : px_check_self_error(value, type, name);
}

#endif
