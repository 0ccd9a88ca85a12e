/* Method calls in two steps: Python looks the method up before it evaluates the arguments. */
#ifndef PX_METHOD_H
#define PX_METHOD_H
#include "px/call.h"

/* The attribute `name` of `object`, to be called. *unbound tells that it is a function which takes the object as its first
 * argument, and no bound method had to be made. New reference, or NULL. */
PX_INLINE PyObject *px_method_load(PyObject *object, PyObject *name, int *unbound) {
#if PY_VERSION_HEX < 0x030D0000 && !defined(Py_LIMITED_API)
    PyObject *method = NULL;
    *unbound = _PyObject_GetMethod(object, name, &method);
    return method;
#else
    *unbound = 0;
    return PyObject_GetAttr(object, name);
#endif
}

/* Calls what px_method_load gave. The first of the arguments is the object; there is a free slot before it. New reference, or
 * NULL. */
PX_INLINE PyObject *px_method_call(PyObject *method, int unbound, PyObject *const *args, Py_ssize_t n) {
    int skip = !unbound;
    return px_vectorcall(method, args + skip, (size_t)(n - skip) | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

/* The last arguments are those named by the tuple. */
PX_INLINE PyObject *px_method_call_kw(PyObject *method, int unbound, PyObject *names, PyObject *const *args,
                                      Py_ssize_t n) {
    int skip = !unbound;
    size_t positional = (size_t)(n - skip - PyTuple_GET_SIZE(names));
    return px_vectorcall(method, args + skip, positional | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

#endif
