/* Calls. The array of arguments has a free slot before its first item. */
#ifndef PX_CALL_H
#define PX_CALL_H
#include "px/base.h"

/* New reference, or NULL; borrows. */
PX_INLINE PyObject *px_call(PyObject *callable, PyObject *const *args, Py_ssize_t n) {
    return PyObject_Vectorcall(callable, args, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

/* The last arguments are those named by the tuple. */
PX_INLINE PyObject *px_call_kw(PyObject *callable, PyObject *names, PyObject *const *args, Py_ssize_t n) {
    size_t positional = (size_t)(n - PyTuple_GET_SIZE(names));
    return PyObject_Vectorcall(callable, args, positional | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

/* The receiver is the first of the arguments. */
PX_INLINE PyObject *px_call_method(PyObject *name, PyObject *const *args, Py_ssize_t n) {
    return PyObject_VectorcallMethod(name, args, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

PX_INLINE PyObject *px_call_method_kw(PyObject *name, PyObject *names, PyObject *const *args, Py_ssize_t n) {
    size_t positional = (size_t)(n - PyTuple_GET_SIZE(names));
    return PyObject_VectorcallMethod(name, args, positional | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

#endif
