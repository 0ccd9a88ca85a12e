/* Calls. The array of arguments has a free slot before its first item. */
#ifndef PX_CALL_H
#define PX_CALL_H
#include "px/construct.h"

#include <string.h>

/* What a call gave: NULL without an exception is a mistake of whoever was called. */
PX_API PX_COLD PyObject *px_call_failed(PyObject *callable);

/* New reference, or NULL; borrows. */
PX_INLINE PyObject *px_vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *names) {
#if defined(Py_LIMITED_API)
    return PyObject_Vectorcall(callable, args, nargsf, names);
#else
    vectorcallfunc call;
    PyObject *result;
    if (px_unlikely(!PyType_HasFeature(Py_TYPE(callable), Py_TPFLAGS_HAVE_VECTORCALL)))
        return PyObject_Vectorcall(callable, args, nargsf, names);
    memcpy(&call, (char *)callable + Py_TYPE(callable)->tp_vectorcall_offset, sizeof call);
    if (px_unlikely(!call)) return px_construct(callable, args, nargsf, names);
    result = call(callable, args, nargsf, names);
    return px_likely(result != NULL) ? result : px_call_failed(callable);
#endif
}

/* Without arguments the array is NULL, and has no free slot. */
PX_INLINE PyObject *px_call(PyObject *callable, PyObject *const *args, Py_ssize_t n) {
    return px_vectorcall(callable, args, n ? (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET : 0, NULL);
}

/* The last arguments are those named by the tuple. */
PX_INLINE PyObject *px_call_kw(PyObject *callable, PyObject *names, PyObject *const *args, Py_ssize_t n) {
    size_t positional = (size_t)(n - PyTuple_GET_SIZE(names));
    return px_vectorcall(callable, args, positional | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
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
