#include "px/ext_instance.h"

/* Arguments beside self that are put on the stack. */
#define PX_FEW 8

PX_API PyObject *px_call_with_self_any(const px_general *method, PyObject *self, PyObject *const *args, size_t nargsf,
                                       PyObject *kwnames) {
    size_t n = (size_t)PyVectorcall_NARGS(nargsf), all = n + (kwnames ? (size_t)PyTuple_GET_SIZE(kwnames) : 0);
    PyObject *few[PX_FEW + 1], **items = few, *result;
    if (kwnames && !PyTuple_GET_SIZE(kwnames)) kwnames = NULL;
    if (nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET) {
        PyObject **place = (PyObject **)(args - 1), *before = *place;
        *place = self;
        result = method->entry(*method->function, place, n + 1, kwnames);
        *place = before;
        return result;
    }
    if (all > PX_FEW) {
        items = (PyObject **)PyMem_Malloc((all + 1) * sizeof(PyObject *));
        if (!items) return PyErr_NoMemory();
    }
    items[0] = self;
    if (all) memcpy(items + 1, args, all * sizeof(PyObject *));
    result = method->entry(*method->function, items, n + 1, kwnames);
    if (items != few) PyMem_Free(items);
    return result;
}

/* A call in the form of a vectorcall: the positional arguments, then the values of keywords, after a free place. */
typedef struct px_vector {
    PyObject *few[PX_FEW + 1];
    PyObject **items;
    size_t nargsf;
    PyObject *kwnames;
} px_vector;

/* Borrows everything but the names, since the tuple and dict live on. 0, or -1. */
static int px_vector_open(px_vector *v, PyObject *args, PyObject *kwargs) {
    Py_ssize_t i, n = PyTuple_GET_SIZE(args), nkw = kwargs ? PyDict_GET_SIZE(kwargs) : 0, at = 0;
    PyObject *key, *value;
    v->kwnames = NULL;
    v->items = v->few;
    v->nargsf = (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET;
    if (n + nkw > PX_FEW) {
        v->items = (PyObject **)PyMem_Malloc((size_t)(n + nkw + 1) * sizeof(PyObject *));
        if (!v->items) {
            PyErr_NoMemory();
            return -1;
        }
    }
    v->items[0] = NULL;
    for (i = 0; i < n; i++) v->items[i + 1] = PyTuple_GET_ITEM(args, i);
    if (!nkw) return 0;
    v->kwnames = PyTuple_New(nkw);
    if (!v->kwnames) return -1;
    for (i = 0; PyDict_Next(kwargs, &at, &key, &value) && i < nkw; i++) {
        if (!PyUnicode_Check(key)) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings");
            return -1;
        }
        PyTuple_SET_ITEM(v->kwnames, i, Py_NewRef(key));
        v->items[n + 1 + i] = value;
    }
    return 0;
}

static void px_vector_close(px_vector *v) {
    if (v->items != v->few) PyMem_Free(v->items);
    Py_XDECREF(v->kwnames);
}

PX_API PyObject *px_call_with_tuple(const px_general *method, PyObject *self, PyObject *args, PyObject *kwargs) {
    px_vector v;
    PyObject *result = NULL;
    if (px_vector_open(&v, args, kwargs) == 0)
        result = px_call_with_self(method, self, v.items + 1, v.nargsf, v.kwnames);
    px_vector_close(&v);
    return result;
}

PX_API PyObject *px_make_with_tuple(px_maker make, PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    px_vector v;
    PyObject *result = NULL;
    if (px_vector_open(&v, args, kwargs) == 0) result = make(type, v.items + 1, v.nargsf, v.kwnames);
    px_vector_close(&v);
    return result;
}

PX_API PyObject *px_foreign_new(PyTypeObject *base, PyTypeObject *type, PyObject *const *args, size_t nargsf,
                                PyObject *kwnames) {
    Py_ssize_t i, n = PyVectorcall_NARGS(nargsf), nkw = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    PyObject *tuple = PyTuple_New(n), *dict = nkw ? PyDict_New() : NULL, *self = NULL;
    if (!tuple || (nkw && !dict)) goto done;
    for (i = 0; i < n; i++) PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
    for (i = 0; i < nkw; i++) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(kwnames, i), args[n + i]) < 0) goto done;
    }
    self = base->tp_new(type, tuple, dict);
done:
    Py_XDECREF(tuple);
    Py_XDECREF(dict);
    return self;
}

/* A heap type gives up the reference to the type itself, also where static types stand above it. */
static int px_has_heap_type(PyTypeObject *base) {
    while (base && !(base->tp_flags & Py_TPFLAGS_HEAPTYPE)) base = base->tp_base;
    return base != NULL;
}

PX_API void px_foreign_dealloc(PyTypeObject *base, PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    int ours = px_instance_owns_type(type) && !px_has_heap_type(base);
    if (PyType_IS_GC(base)) PyObject_GC_Track(self);
    base->tp_dealloc(self);
    if (ours) Py_DECREF(type);
}

PX_API int px_foreign_traverse(PyTypeObject *base, PyObject *self, visitproc visit, void *arg) {
    if (!px_has_heap_type(base)) {
        int stop = px_instance_visit_type(self, visit, arg);
        if (stop) return stop;
    }
    return base->tp_traverse ? base->tp_traverse(self, visit, arg) : 0;
}

PX_API int px_foreign_clear(PyTypeObject *base, PyObject *self) { return base->tp_clear ? base->tp_clear(self) : 0; }

PX_API PyObject *px_instance_alloc_other(PyTypeObject *type) {
    PyObject *none, *self;
    if (!(type->tp_flags & Py_TPFLAGS_IS_ABSTRACT)) return type->tp_alloc(type, 0);
    /* Raises, and names the abstract methods. */
    none = PyTuple_New(0);
    self = none ? PyBaseObject_Type.tp_new(type, none, NULL) : NULL;
    Py_XDECREF(none);
    return self;
}

PX_API void px_instance_died(PyObject *self, void (*died)(PyObject *)) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    Py_SET_REFCNT(self, Py_REFCNT(self) + 1);
    died(self);
    Py_SET_REFCNT(self, Py_REFCNT(self) - 1);
    PyErr_Restore(type, value, traceback);
}

PX_API int px_instance_finalize(PyObject *self) {
    if (PyType_IS_GC(Py_TYPE(self)) && PyObject_GC_IsFinalized(self)) return 0;
    return PyObject_CallFinalizerFromDealloc(self) != 0;
}
