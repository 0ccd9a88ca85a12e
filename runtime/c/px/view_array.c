#include "px/view_array.h"

#include "px/shared.h"
#include "px/view_object.h"

#include <string.h>

static void px_array_dealloc(PyObject *self) {
    px_view_array *a = (px_view_array *)self;
    PyTypeObject *type = Py_TYPE(self);
    if (a->callback_free_data) {
        a->callback_free_data(a->data);
    } else if (a->owns_data && a->data) {
        Py_ssize_t i, n = a->objects ? a->len / a->itemsize : 0;
        for (i = 0; i < n; i++) Py_XDECREF(((PyObject **)(void *)a->data)[i]);
        PyMem_RawFree(a->data);
    }
    Py_XDECREF(a->format);
    type->tp_free(self);
    Py_DECREF(type);
}

static int px_array_getbuffer(PyObject *self, Py_buffer *view, int flags) {
    px_view_array *a = (px_view_array *)self;
    int wanted = a->order == 'C' ? PyBUF_C_CONTIGUOUS | PyBUF_ANY_CONTIGUOUS : PyBUF_F_CONTIGUOUS | PyBUF_ANY_CONTIGUOUS;
    int contiguous = PyBUF_C_CONTIGUOUS | PyBUF_F_CONTIGUOUS | PyBUF_ANY_CONTIGUOUS;
    view->obj = NULL;
    if ((flags & contiguous & ~PyBUF_STRIDES) && !(flags & wanted & ~PyBUF_STRIDES)) {
        PyErr_SetString(PyExc_ValueError, "Can only create a buffer that is contiguous in memory.");
        return -1;
    }
    view->buf = a->data;
    view->len = a->len;
    view->itemsize = a->itemsize;
    view->readonly = 0;
    view->ndim = (flags & PyBUF_STRIDES) ? a->ndim : 1;
    view->shape = (flags & PyBUF_STRIDES) ? a->shape : NULL;
    view->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? a->strides : NULL;
    view->suboffsets = NULL;
    view->format = (flags & PyBUF_FORMAT) ? PyBytes_AS_STRING(a->format) : NULL;
    view->internal = NULL;
    view->obj = Py_NewRef(self);
    return 0;
}

/* An array of the type or one that is derived from it. */
static PyObject *px_array_of(PyTypeObject *type, int ndim, const Py_ssize_t *shape, Py_ssize_t itemsize,
                             PyObject *format, char order, char *data) {
    px_view_array *a = type ? (px_view_array *)type->tp_alloc(type, 0) : NULL;
    int i;
    if (!a) return NULL;
    a->ndim = ndim;
    a->itemsize = itemsize;
    a->order = order;
    a->format = Py_NewRef(format);
    a->len = itemsize;
    for (i = 0; i < ndim; i++) {
        int axis = order == 'F' ? i : ndim - 1 - i;
        a->shape[axis] = shape[axis];
        a->strides[axis] = a->len;
        if (shape[axis] <= 0) {
            PyErr_Format(PyExc_ValueError, "Invalid shape in axis %d: %zd.", axis, shape[axis]);
            Py_DECREF(a);
            return NULL;
        }
        if (a->len > PY_SSIZE_T_MAX / shape[axis]) {
            PyErr_NoMemory();
            Py_DECREF(a);
            return NULL;
        }
        a->len *= shape[axis];
    }
    a->objects = strcmp(PyBytes_AS_STRING(format), "O") == 0;
    a->data = data;
    if (!data) {
        a->owns_data = 1;
        a->data = (char *)PyMem_RawMalloc((size_t)a->len);
        if (!a->data) {
            PyErr_SetString(PyExc_MemoryError, "unable to allocate array data.");
            Py_DECREF(a);
            return NULL;
        }
        if (a->objects) {
            Py_ssize_t n = a->len / itemsize;
            PyObject **items = (PyObject **)(void *)a->data;
            while (n-- > 0) items[n] = Py_NewRef(Py_None);
        }
    }
    return (PyObject *)a;
}

PX_API PyObject *px_view_array_new(int ndim, const Py_ssize_t *shape, Py_ssize_t itemsize, PyObject *format, char order,
                                   char *data) {
    return px_array_of(px_view_array_type(), ndim, shape, itemsize, format, order, data);
}

/* The lengths in a tuple or other sequence; their number, or -1. */
static int px_array_lengths(PyObject *tuple, Py_ssize_t *shape) {
    PyObject *fast = PySequence_Fast(tuple, "the shape has to be a tuple");
    Py_ssize_t i, n = fast ? PySequence_Fast_GET_SIZE(fast) : -1;
    if (n == 0) {
        PyErr_SetString(PyExc_ValueError, "Empty shape tuple for cython.array");
        n = -1;
    }
    if (n > PX_VIEW_AXES) {
        PyErr_Format(PyExc_ValueError, "an array has at most %d axes", PX_VIEW_AXES);
        n = -1;
    }
    for (i = 0; i < n; i++) {
        shape[i] = PyNumber_AsSsize_t(PySequence_Fast_GET_ITEM(fast, i), PyExc_OverflowError);
        if (shape[i] == -1 && PyErr_Occurred()) n = -1;
    }
    Py_XDECREF(fast);
    return (int)n;
}

static PyObject *px_array_make(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"shape", "itemsize", "format", "mode", "allocate_buffer", NULL};
    PyObject *shape_tuple, *format, *mode = NULL, *made, *bytes;
    Py_ssize_t itemsize, shape[PX_VIEW_AXES];
    int allocate = 1, ndim;
    char order = 'C', empty = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OnO|Op:array", (char **)names, &shape_tuple, &itemsize, &format, &mode,
                                     &allocate))
        return NULL;
    ndim = px_array_lengths(shape_tuple, shape);
    if (ndim < 0) return NULL;
    if (itemsize <= 0) {
        PyErr_SetString(PyExc_ValueError, "itemsize <= 0 for cython.array");
        return NULL;
    }
    if (mode && PyUnicode_Check(mode) && PyUnicode_CompareWithASCIIString(mode, "fortran") == 0) {
        order = 'F';
    } else if (mode && !(PyUnicode_Check(mode) && PyUnicode_CompareWithASCIIString(mode, "c") == 0)) {
        PyErr_Format(PyExc_ValueError, "Invalid mode, expected 'c' or 'fortran', got %S", mode);
        return NULL;
    }
    bytes = PyUnicode_Check(format) ? PyUnicode_AsASCIIString(format) : Py_NewRef(format);
    if (bytes && !PyBytes_Check(bytes)) {
        PyErr_SetString(PyExc_TypeError, "the format has to be bytes");
        Py_CLEAR(bytes);
    }
    if (!bytes) return NULL;
    made = px_array_of(type, ndim, shape, itemsize, bytes, order, allocate ? NULL : &empty);
    if (made && !allocate) ((px_view_array *)made)->data = NULL;
    Py_DECREF(bytes);
    return made;
}

static PyObject *px_array_memview(PyObject *self, void *unused) {
    (void)unused;
    return px_view_seen_of(self);
}

/* Everything else is asked of the view. */
static PyObject *px_array_getattro(PyObject *self, PyObject *name) {
    PyObject *value = PyObject_GenericGetAttr(self, name), *view;
    if (value || !PyErr_ExceptionMatches(PyExc_AttributeError)) return value;
    PyErr_Clear();
    view = px_view_seen_of(self);
    value = view ? PyObject_GetAttr(view, name) : NULL;
    Py_XDECREF(view);
    return value;
}

static Py_ssize_t px_array_length(PyObject *self) { return ((px_view_array *)self)->shape[0]; }

static PyObject *px_array_subscript(PyObject *self, PyObject *index) {
    PyObject *view = px_view_seen_of(self), *value = view ? PyObject_GetItem(view, index) : NULL;
    Py_XDECREF(view);
    return value;
}

static int px_array_ass_subscript(PyObject *self, PyObject *index, PyObject *value) {
    PyObject *view = px_view_seen_of(self);
    int status = !view ? -1 : value ? PyObject_SetItem(view, index, value) : PyObject_DelItem(view, index);
    Py_XDECREF(view);
    return status;
}

static PyObject *px_array_item(PyObject *self, Py_ssize_t index) {
    PyObject *number = PyLong_FromSsize_t(index), *value = number ? px_array_subscript(self, number) : NULL;
    Py_XDECREF(number);
    return value;
}

static PyGetSetDef px_array_getset[] = {{"memview", px_array_memview, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};

static PyType_Slot px_array_slots[] = {
    {Py_tp_dealloc, (void *)px_array_dealloc},
    {Py_tp_new, (void *)px_array_make},
    {Py_tp_getset, (void *)px_array_getset},
    {Py_tp_getattro, (void *)px_array_getattro},
    {Py_bf_getbuffer, (void *)px_array_getbuffer},
    {Py_mp_length, (void *)px_array_length},
    {Py_mp_subscript, (void *)px_array_subscript},
    {Py_mp_ass_subscript, (void *)px_array_ass_subscript},
    {Py_sq_length, (void *)px_array_length},
    {Py_sq_item, (void *)px_array_item},
    {0, NULL},
};

static PyType_Spec px_array_spec = {
    "_pyxide.array", sizeof(px_view_array), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_SEQUENCE,
    px_array_slots,
};

PX_API PyTypeObject *px_view_array_type(void) {
    static PyTypeObject *type;
    if (!type) type = px_shared_type(&px_array_spec);
    return type;
}
