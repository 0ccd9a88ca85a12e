#include "px/view_object.h"

#include "px/shared.h"
#include "px/view_array.h"
#include "px/view_copy.h"
#include "px/view_item.h"
#include "px/view_owner.h"
#include "px/view_slice.h"

#include <string.h>

typedef struct {
    PyObject_HEAD
    __Pyx_memviewslice from; /* with a share of its own */
    const px_item *item;     /* NULL: `own` tells */
    px_item own;
    int axes;
    int readonly;
    PyObject *format; /* bytes, where the owner's is not that of the items */
} px_view_seen;

static PyTypeObject *px_view_seen_type(void);

static PyObject *px_seen_new(__Pyx_memviewslice v, const px_item *item, int axes, int readonly) {
    PyTypeObject *type = px_view_seen_type();
    px_view_seen *o = type ? (px_view_seen *)type->tp_alloc(type, 0) : NULL;
    if (!o) return NULL;
    o->from = v;
    px_view_share(&o->from);
    o->item = item;
    o->axes = axes;
    o->readonly = readonly || v.memview->view.readonly;
    return (PyObject *)o;
}

PX_API PyObject *px_view_as_object(__Pyx_memviewslice v, const px_item *item, int axes, int readonly) {
    if (px_view_is_none(v)) Py_RETURN_NONE;
    if (!v.memview) {
        PyErr_SetString(PyExc_AttributeError, "Memoryview is not initialized");
        return NULL;
    }
    return px_seen_new(v, item, axes, readonly);
}

/* The description of items that only a format tells of: numbers and objects. */
static int px_seen_describe(px_item *item, const char *format, Py_ssize_t size) {
    static const char letters[] = "cbBhHiIlLqQnNfdgO?", kinds[] = "HIUIUIUIUIUIURRROU";
    const char *at;
    memset(item, 0, sizeof *item);
    format = format ? format : "B";
    if (*format == '@' || *format == '=' || *format == '<' || *format == '^') format++;
    if (*format == 'Z') {
        item->kind = 'C';
        format++;
    }
    at = *format ? strchr(letters, *format) : NULL;
    if (!at || format[1]) return 0;
    if (!item->kind) item->kind = kinds[at - letters];
    item->is_unsigned = item->kind == 'U';
    item->size = (size_t)size;
    item->name = format;
    return 1;
}

PX_API PyObject *px_view_seen_of(PyObject *exporter) {
    __Pyx_memviewslice v = PX_ZERO_VIEW;
    px_view_object *owner = px_view_owner_new(exporter, PyBUF_FULL_RO, NULL);
    PyObject *seen;
    if (!owner) return NULL;
    if (owner->view.ndim > PX_VIEW_AXES) {
        PyErr_Format(PyExc_ValueError, "a memoryview has at most %d axes", PX_VIEW_AXES);
        Py_DECREF(owner);
        return NULL;
    }
    px_view_whole(&v, owner);
    seen = px_seen_new(v, NULL, owner->view.ndim, owner->view.readonly);
    if (seen) {
        px_view_seen *o = (px_view_seen *)seen;
        if (px_seen_describe(&o->own, owner->view.format, owner->view.itemsize)) o->item = &o->own;
    }
    px_view_release(&v);
    return seen;
}

PX_API int px_view_in(PyObject *o, __Pyx_memviewslice *v, const px_item **item, int *axes, int *readonly) {
    px_view_seen *seen = (px_view_seen *)o;
    PyTypeObject *type = px_view_seen_type();
    if (!type) PyErr_Clear();
    if (!type || !Py_IS_TYPE(o, type)) return 0;
    *v = seen->from;
    *item = seen->item;
    *axes = seen->axes;
    *readonly = seen->readonly;
    return 1;
}

static void px_seen_dealloc(PyObject *self) {
    px_view_seen *o = (px_view_seen *)self;
    PyTypeObject *type = Py_TYPE(self);
    px_view_release(&o->from);
    Py_XDECREF(o->format);
    type->tp_free(self);
    Py_DECREF(type);
}

/* What the memory is of. Borrowed. */
static PyObject *px_seen_base(PyObject *self) {
    PyObject *base = ((px_view_seen *)self)->from.memview->obj;
    __Pyx_memviewslice v;
    const px_item *item;
    int axes, readonly;
    while (px_view_in(base, &v, &item, &axes, &readonly)) base = v.memview->obj;
    return base;
}

static size_t px_seen_size(const px_view_seen *o) {
    return o->item ? (size_t)px_view_item_size(o->item) : (size_t)o->from.memview->view.itemsize;
}

static int px_seen_getbuffer(PyObject *self, Py_buffer *view, int flags) {
    px_view_seen *o = (px_view_seen *)self;
    Py_ssize_t len;
    int i, indirect = 0;
    view->obj = NULL;
    if ((flags & PyBUF_WRITABLE) && o->readonly) {
        PyErr_SetString(PyExc_ValueError, "Cannot create writable memory view from read-only memoryview");
        return -1;
    }
    len = (Py_ssize_t)px_seen_size(o);
    for (i = 0; i < o->axes; i++) {
        len *= o->from.shape[i];
        indirect |= o->from.suboffsets[i] >= 0;
    }
    if (indirect && (flags & PyBUF_INDIRECT) != PyBUF_INDIRECT) {
        PyErr_SetString(PyExc_BufferError, "memoryview: underlying buffer requires suboffsets");
        return -1;
    }
    view->buf = o->from.data;
    view->len = len;
    view->itemsize = (Py_ssize_t)px_seen_size(o);
    view->readonly = o->readonly;
    view->ndim = o->axes;
    view->shape = o->from.shape;
    view->strides = o->from.strides;
    view->suboffsets = indirect ? o->from.suboffsets : NULL;
    if (((flags & PyBUF_STRIDES) != PyBUF_STRIDES || (flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS) &&
        !PyBuffer_IsContiguous(view, 'C')) {
        PyErr_SetString(PyExc_BufferError, "memoryview: underlying buffer is not C-contiguous");
        return -1;
    }
    if ((flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS && !PyBuffer_IsContiguous(view, 'F')) {
        PyErr_SetString(PyExc_BufferError, "memoryview: underlying buffer is not Fortran contiguous");
        return -1;
    }
    if (!(flags & PyBUF_ND)) view->shape = NULL;
    if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES) view->strides = NULL;
    view->format = (flags & PyBUF_FORMAT) ? o->from.memview->view.format : NULL;
    view->internal = NULL;
    view->obj = Py_NewRef(self);
    return 0;
}

/* What an index of Python code picks: a view without the axes that are indexed. 0, or -1. */
static int px_seen_pick(px_view_seen *o, PyObject *index, __Pyx_memviewslice *v, int *axes) {
    PyObject *items = PyTuple_Check(index) ? Py_NewRef(index) : PyTuple_Pack(1, index);
    Py_ssize_t i, n = items ? PyTuple_GET_SIZE(items) : 0, named = 0;
    int from = 0, to = 0, dotted = 0;
    if (!items) return -1;
    for (i = 0; i < n; i++) {
        PyObject *item = PyTuple_GET_ITEM(items, i);
        named += item != Py_None && item != Py_Ellipsis;
    }
    *v = px_view_start(o->from);
    for (i = 0; i < n; i++) {
        PyObject *item = PyTuple_GET_ITEM(items, i);
        if (item == Py_Ellipsis) {
            Py_ssize_t rest = dotted ? 0 : o->axes - named;
            for (dotted = 1; rest > 0; rest--) *v = px_view_keep(*v, o->from, from++, to++);
        } else if (item == Py_None && to < PX_VIEW_AXES) {
            *v = px_view_new_axis(*v, o->from, to++);
        } else if (from >= o->axes || to >= PX_VIEW_AXES) {
            PyErr_SetString(PyExc_IndexError, "too many indices for the memoryview");
            goto fail;
        } else if (PySlice_Check(item)) {
            Py_ssize_t start, stop, step;
            if (PySlice_Unpack(item, &start, &stop, &step) < 0) {
                PyErr_Format(PyExc_ValueError, "Step may not be zero (axis %d)", from);
                goto fail;
            }
            /* Bounds that are left out are far away, which comes to the same. */
            *v = px_view_cut(*v, o->from, from++, to++, start, stop, step, 7);
            if (!v->memview) goto fail;
        } else if (PyIndex_Check(item)) {
            Py_ssize_t at = PyNumber_AsSsize_t(item, PyExc_IndexError);
            if (at == -1 && PyErr_Occurred()) goto fail;
            if (at < 0) at += o->from.shape[from];
            if (at < 0 || at >= o->from.shape[from]) {
                PyErr_Format(PyExc_IndexError, "Out of bounds on buffer access (axis %d)", from);
                goto fail;
            }
            *v = px_view_at_indirect(*v, o->from, from++, at);
        } else {
            PyErr_Format(PyExc_TypeError, "Cannot index with type '%R'", Py_TYPE(item));
            goto fail;
        }
    }
    while (from < o->axes && to < PX_VIEW_AXES) *v = px_view_keep(*v, o->from, from++, to++);
    *axes = to;
    Py_DECREF(items);
    return 0;
fail:
    Py_DECREF(items);
    return -1;
}

static int px_seen_known(const px_view_seen *o) {
    if (o->item) return 1;
    PyErr_Format(PyExc_TypeError, "items of the format '%s' cannot be converted",
                 o->from.memview->view.format ? o->from.memview->view.format : "B");
    return 0;
}

static PyObject *px_seen_part(px_view_seen *o, __Pyx_memviewslice v, int axes) {
    PyObject *part = px_seen_new(v, o->item, axes, o->readonly);
    if (part && o->item == &o->own) {
        ((px_view_seen *)part)->own = o->own;
        ((px_view_seen *)part)->item = &((px_view_seen *)part)->own;
    }
    return part;
}

static PyObject *px_seen_subscript(PyObject *self, PyObject *index) {
    px_view_seen *o = (px_view_seen *)self;
    __Pyx_memviewslice v;
    int axes;
    if (index == Py_Ellipsis) return Py_NewRef(self);
    if (px_seen_pick(o, index, &v, &axes) < 0) return NULL;
    if (axes == 0) return px_seen_known(o) ? px_view_item_load(v.data, o->item) : NULL;
    return px_seen_part(o, v, axes);
}

/* One value for all items of a part. */
static int px_seen_fill(px_view_seen *o, __Pyx_memviewslice v, int axes, PyObject *value) {
    size_t size = px_seen_size(o);
    int objects = o->item && o->item->kind == 'O', status = -1;
    char *one = (char *)calloc(1, size);
    if (!one) {
        PyErr_NoMemory();
        return -1;
    }
    if (px_seen_known(o) && px_view_item_store(one, o->item, value) == 0) {
        px_view_fill(v, axes, one, size, objects);
        if (objects) Py_DECREF(value);
        status = 0;
    }
    free(one);
    return status;
}

static int px_seen_ass_subscript(PyObject *self, PyObject *index, PyObject *value) {
    px_view_seen *o = (px_view_seen *)self;
    __Pyx_memviewslice v, from;
    const px_item *item;
    int axes, from_axes, readonly;
    PyObject *given;
    if (!value) {
        PyErr_SetString(PyExc_TypeError, "Cannot delete from a memoryview");
        return -1;
    }
    if (o->readonly) {
        PyErr_SetString(PyExc_TypeError, "Cannot assign to read-only memoryview");
        return -1;
    }
    if (px_seen_pick(o, index, &v, &axes) < 0) return -1;
    if (axes == 0) return px_seen_known(o) ? px_view_item_store(v.data, o->item, value) : -1;
    given = PyObject_CheckBuffer(value) ? px_view_seen_of(value) : NULL;
    if (!given) {
        PyErr_Clear();
        return px_seen_fill(o, v, axes, value);
    }
    axes = px_view_in(given, &from, &item, &from_axes, &readonly) && px_seen_size(o) == px_seen_size((px_view_seen *)given)
               ? px_view_copy_items(from, v, from_axes, axes, px_seen_size(o), o->item && o->item->kind == 'O')
               : (PyErr_SetString(PyExc_ValueError, "items of the two memoryviews differ"), -1);
    Py_DECREF(given);
    return axes;
}

static Py_ssize_t px_seen_length(PyObject *self) {
    px_view_seen *o = (px_view_seen *)self;
    return o->axes ? o->from.shape[0] : 0;
}

static PyObject *px_seen_item(PyObject *self, Py_ssize_t index) {
    PyObject *number = PyLong_FromSsize_t(index), *value = number ? px_seen_subscript(self, number) : NULL;
    Py_XDECREF(number);
    return value;
}

/* The name of the class that the memory is of, without its module. */
static const char *px_seen_class(PyObject *self) {
    const char *name = Py_TYPE(px_seen_base(self))->tp_name, *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static PyObject *px_seen_repr(PyObject *self) {
    return PyUnicode_FromFormat("<MemoryView of '%s' at 0x%zx>", px_seen_class(self), (size_t)self);
}

static PyObject *px_seen_str(PyObject *self) {
    return PyUnicode_FromFormat("<MemoryView of '%s' object>", px_seen_class(self));
}

static PyObject *px_seen_tuple(PyObject *self, const Py_ssize_t *numbers) {
    int i, axes = ((px_view_seen *)self)->axes;
    PyObject *tuple = PyTuple_New(axes);
    for (i = 0; tuple && i < axes; i++) {
        PyObject *number = PyLong_FromSsize_t(numbers[i]);
        if (!number) Py_CLEAR(tuple);
        else PyTuple_SET_ITEM(tuple, i, number);
    }
    return tuple;
}

static Py_ssize_t px_seen_count(PyObject *self) {
    px_view_seen *o = (px_view_seen *)self;
    Py_ssize_t count = 1;
    int i;
    for (i = 0; i < o->axes; i++) count *= o->from.shape[i];
    return count;
}

enum { PX_SEEN_BASE, PX_SEEN_SHAPE, PX_SEEN_STRIDES, PX_SEEN_SUBOFFSETS, PX_SEEN_NDIM, PX_SEEN_ITEMSIZE, PX_SEEN_NBYTES,
       PX_SEEN_SIZE, PX_SEEN_T };

static PyObject *px_seen_get(PyObject *self, void *what) {
    px_view_seen *o = (px_view_seen *)self;
    Py_ssize_t size = (Py_ssize_t)px_seen_size(o);
    int i;
    switch ((int)(size_t)what) {
    case PX_SEEN_BASE: return Py_NewRef(px_seen_base(self));
    case PX_SEEN_SHAPE: return px_seen_tuple(self, o->from.shape);
    case PX_SEEN_STRIDES: return px_seen_tuple(self, o->from.strides);
    case PX_SEEN_SUBOFFSETS: return px_seen_tuple(self, o->from.suboffsets);
    case PX_SEEN_NDIM: return PyLong_FromLong(o->axes);
    case PX_SEEN_ITEMSIZE: return PyLong_FromSsize_t(size);
    case PX_SEEN_NBYTES: return PyLong_FromSsize_t(px_seen_count(self) * size);
    case PX_SEEN_SIZE: return PyLong_FromSsize_t(px_seen_count(self));
    default: break;
    }
    for (i = 0; i < o->axes; i++) {
        if (o->from.suboffsets[i] < 0) continue;
        PyErr_SetString(PyExc_ValueError, "Cannot transpose memoryview with indirect dimensions");
        return NULL;
    }
    return px_seen_part(o, px_view_transposed(o->from, o->axes), o->axes);
}

static PyObject *px_seen_is_c_contig(PyObject *self, PyObject *unused) {
    px_view_seen *o = (px_view_seen *)self;
    (void)unused;
    return PyBool_FromLong(px_view_is_packed(o->from, o->axes, px_seen_size(o), 'C'));
}

static PyObject *px_seen_is_f_contig(PyObject *self, PyObject *unused) {
    px_view_seen *o = (px_view_seen *)self;
    (void)unused;
    return PyBool_FromLong(px_view_is_packed(o->from, o->axes, px_seen_size(o), 'F'));
}

static PyObject *px_seen_copied(PyObject *self, char order) {
    px_view_seen *o = (px_view_seen *)self, *seen;
    const char *name = o->from.memview->view.format;
    PyObject *format = PyBytes_FromString(name ? name : "B"), *array = NULL, *copy = NULL;
    if (format) array = px_view_array_new(o->axes, o->from.shape, (Py_ssize_t)px_seen_size(o), format, order, NULL);
    if (array) copy = px_view_seen_of(array);
    seen = (px_view_seen *)copy;
    if (copy && px_view_copy_items(o->from, seen->from, o->axes, o->axes, px_seen_size(o), o->item && o->item->kind == 'O') < 0)
        Py_CLEAR(copy);
    if (copy && o->item && o->item != &o->own) seen->item = o->item;
    Py_XDECREF(array);
    Py_XDECREF(format);
    return copy;
}

static PyObject *px_seen_copy(PyObject *self, PyObject *unused) {
    (void)unused;
    return px_seen_copied(self, 'C');
}

static PyObject *px_seen_copy_fortran(PyObject *self, PyObject *unused) {
    (void)unused;
    return px_seen_copied(self, 'F');
}

static PyObject *px_seen_reduce(PyObject *self, PyObject *unused) {
    (void)self;
    (void)unused;
    PyErr_SetString(PyExc_TypeError, "no default __reduce__ due to non-trivial __cinit__");
    return NULL;
}

#define PX_SEEN(name, what) {name, px_seen_get, NULL, NULL, (void *)what}

static PyGetSetDef px_seen_getset[] = {
    PX_SEEN("base", PX_SEEN_BASE), PX_SEEN("shape", PX_SEEN_SHAPE), PX_SEEN("strides", PX_SEEN_STRIDES),
    PX_SEEN("suboffsets", PX_SEEN_SUBOFFSETS), PX_SEEN("ndim", PX_SEEN_NDIM), PX_SEEN("itemsize", PX_SEEN_ITEMSIZE),
    PX_SEEN("nbytes", PX_SEEN_NBYTES), PX_SEEN("size", PX_SEEN_SIZE), PX_SEEN("T", PX_SEEN_T),
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef px_seen_methods[] = {
    {"is_c_contig", px_seen_is_c_contig, METH_NOARGS, NULL},
    {"is_f_contig", px_seen_is_f_contig, METH_NOARGS, NULL},
    {"copy", px_seen_copy, METH_NOARGS, NULL},
    {"copy_fortran", px_seen_copy_fortran, METH_NOARGS, NULL},
    {"__reduce__", px_seen_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot px_seen_slots[] = {
    {Py_tp_dealloc, (void *)px_seen_dealloc},
    {Py_tp_repr, (void *)px_seen_repr},
    {Py_tp_str, (void *)px_seen_str},
    {Py_tp_getset, (void *)px_seen_getset},
    {Py_tp_methods, (void *)px_seen_methods},
    {Py_bf_getbuffer, (void *)px_seen_getbuffer},
    {Py_mp_length, (void *)px_seen_length},
    {Py_mp_subscript, (void *)px_seen_subscript},
    {Py_mp_ass_subscript, (void *)px_seen_ass_subscript},
    {Py_sq_length, (void *)px_seen_length},
    {Py_sq_item, (void *)px_seen_item},
    {0, NULL},
};

static PyType_Spec px_seen_spec = {
    "_pyxide._memoryviewslice",
    sizeof(px_view_seen),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_SEQUENCE,
    px_seen_slots,
};

static PyTypeObject *px_view_seen_type(void) {
    static PyTypeObject *type;
    if (!type) type = px_shared_type(&px_seen_spec);
    return type;
}
