/* Builtin functions of any object. */
#ifndef PX_BUILTIN_FUNCS_H
#define PX_BUILTIN_FUNCS_H
#include "px/base.h"

/* New reference. */
PX_INLINE PyObject *px_type_of(PyObject *o) { return Py_NewRef((PyObject *)Py_TYPE(o)); }

/* New reference, or NULL. */
PX_INLINE PyObject *px_bin(PyObject *o) { return PyNumber_ToBase(o, 2); }

PX_INLINE PyObject *px_oct(PyObject *o) { return PyNumber_ToBase(o, 8); }

PX_INLINE PyObject *px_hex(PyObject *o) { return PyNumber_ToBase(o, 16); }

PX_INLINE PyObject *px_bool_of(PyObject *o) {
    int truth = PyObject_IsTrue(o);
    return truth < 0 ? NULL : Py_NewRef(truth ? Py_True : Py_False);
}

PX_INLINE int px_is_frozenset(PyObject *o) { return PyObject_TypeCheck(o, &PyFrozenSet_Type); }

/* `__debug__`: whether asserts are to be run. */
PX_API int px_debug(void);

/* `len(o)`: -1 on failure. */
PX_INLINE Py_ssize_t px_obj_len(PyObject *o) {
    if (PyList_CheckExact(o)) return PyList_GET_SIZE(o);
    if (PyUnicode_CheckExact(o)) return PyUnicode_GET_LENGTH(o);
    if (PyTuple_CheckExact(o)) return PyTuple_GET_SIZE(o);
    return PyObject_Size(o);
}

#endif
