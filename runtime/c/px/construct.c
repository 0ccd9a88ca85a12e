#include "px/construct.h"

#include "px/call.h"

#if !defined(Py_LIMITED_API) && PY_VERSION_HEX < 0x030E0000

/* The function that initialises instances of the class, if these are made as those of `object`: borrowed. Else NULL. */
static PyObject *px_construct_init(PyTypeObject *type) {
    static PyObject *name;
    PyObject *init;
    if (type->tp_new != PyBaseObject_Type.tp_new) return NULL;
    if (!PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) return NULL;
    if (!name) name = PyUnicode_InternFromString("__init__");
    init = name ? _PyType_Lookup(type, name) : NULL;
    if (!init) {
        PyErr_Clear();
        return NULL;
    }
    if (!PyType_HasFeature(Py_TYPE(init), Py_TPFLAGS_METHOD_DESCRIPTOR)) return NULL;
    return PyType_HasFeature(Py_TYPE(init), Py_TPFLAGS_HAVE_VECTORCALL) ? init : NULL;
}

/* The instance, initialised; steals it. The first of the arguments is the instance. */
static PyObject *px_construct_finish(PyObject *o, PyObject *init, PyObject *const *args, size_t n, PyObject *names) {
    PyObject *result;
    Py_INCREF(init);
    result = px_vectorcall(init, args, n, names);
    Py_DECREF(init);
    if (result && result != Py_None) {
        PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(result)->tp_name);
        Py_CLEAR(result);
    }
    if (!result) Py_CLEAR(o);
    Py_XDECREF(result);
    return o;
}

PX_API PyObject *px_construct(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *names) {
    static PyObject *nothing;
    PyTypeObject *type = (PyTypeObject *)(void *)callable;
    PyObject *init = Py_TYPE(callable) == &PyType_Type ? px_construct_init(type) : NULL, *o, *before, **slot;
    PyObject *only = NULL;
    size_t n = (size_t)PyVectorcall_NARGS(nargsf);
    if (!init || (!(nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET) && (n || names)))
        return PyObject_Vectorcall(callable, args, nargsf, names);
    /* `object.__new__` looks at its arguments only where there is no `__init__`. */
    if (!nothing) nothing = PyTuple_New(0);
    o = nothing ? type->tp_new(type, nothing, NULL) : NULL;
    if (!o) return NULL;
    slot = n || names ? (PyObject **)(void *)(uintptr_t)(args - 1) : &only;
    before = *slot;
    *slot = o;
    o = px_construct_finish(o, init, slot, n + 1, names);
    *slot = before;
    return o;
}

#else

PX_API PyObject *px_construct(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *names) {
    return PyObject_Vectorcall(callable, args, nargsf, names);
}

#endif
