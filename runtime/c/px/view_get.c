#include "px/view_get.h"

#include "px/view_format.h"
#include "px/view_owner.h"

#include <string.h>

static int px_axis_is(const char *kinds, char axis) { return strchr(kinds, axis) != NULL; }

/* 'C' or 'F' where the axes are those of an array without gaps, else 0. */
static char px_axes_order(const char *axes, int n) {
    int i, follows = 0;
    for (i = 0; i < n; i++) follows += axes[i] == 'f';
    if (follows != n - 1) return 0;
    return axes[n - 1] == 'c' ? 'C' : axes[0] == 'c' ? 'F' : 0;
}

static int px_view_flags(const char *axes, int n, int writable) {
    char order = px_axes_order(axes, n);
    int i, flags = PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0);
    if (order) return flags | (order == 'C' ? PyBUF_C_CONTIGUOUS : PyBUF_F_CONTIGUOUS);
    for (i = 0; i < n; i++) {
        if (!px_axis_is("sfc", axes[i])) return flags | PyBUF_INDIRECT;
    }
    return flags | PyBUF_STRIDES;
}

static int px_view_error(const char *text) {
    PyErr_SetString(PyExc_ValueError, text);
    return -1;
}

static int px_view_axis_error(const char *format, int axis) {
    PyErr_Format(PyExc_ValueError, format, axis);
    return -1;
}

static int px_view_check_stride(const Py_buffer *b, int axis, char kind, int n) {
    Py_ssize_t stride;
    if (b->shape[axis] <= 1) return 0;
    if (!b->strides) {
        if (px_axis_is("cCi", kind) && axis != n - 1)
            return px_view_axis_error("C-contiguous buffer is not contiguous in dimension %d", axis);
        if (px_axis_is("SFC", kind))
            return px_view_axis_error("C-contiguous buffer is not indirect in dimension %d", axis);
        return b->suboffsets ? px_view_error("Buffer exposes suboffsets but no strides") : 0;
    }
    stride = b->strides[axis];
    if (px_axis_is("Ci", kind) && stride != (Py_ssize_t)sizeof(void *))
        return px_view_axis_error("Buffer is not indirectly contiguous in dimension %d.", axis);
    if (kind == 'c' && stride != b->itemsize)
        return px_view_error("Buffer and memoryview are not contiguous in the same dimension.");
    if (px_axis_is("fFh", kind) && (stride < 0 ? -stride : stride) < b->itemsize)
        return px_view_error("Buffer and memoryview are not contiguous in the same dimension.");
    return 0;
}

static int px_view_check_suboffset(const Py_buffer *b, int axis, char kind) {
    int indirect = b->suboffsets && b->suboffsets[axis] >= 0;
    if (px_axis_is("sfc", kind) && indirect)
        return px_view_axis_error("Buffer not compatible with direct access in dimension %d.", axis);
    if (px_axis_is("SFC", kind) && !indirect)
        return px_view_axis_error("Buffer is not indirectly accessible in dimension %d.", axis);
    return 0;
}

static int px_view_check_order(const Py_buffer *b, char order, int n) {
    Py_ssize_t size = b->itemsize;
    int step;
    for (step = 0; b->strides && step < n; step++) {
        int axis = order == 'F' ? step : n - 1 - step;
        if (b->shape[axis] > 1 && b->strides[axis] != size)
            return px_view_error(order == 'F' ? "Buffer not fortran contiguous." : "Buffer not C contiguous.");
        size *= b->shape[axis];
    }
    return 0;
}

static int px_view_check(const Py_buffer *b, const px_item *item, const char *axes, int n) {
    char order = px_axes_order(axes, n);
    int i;
    size_t size = item->size;
    if (b->ndim != n) {
        PyErr_Format(PyExc_ValueError, "Buffer has wrong number of dimensions (expected %d, got %d)", n, b->ndim);
        return -1;
    }
    for (i = 0; i < item->n_lengths; i++) size *= item->lengths[i];
    if (px_view_check_format(b->format, item) < 0) return -1;
    if ((size_t)b->itemsize != size) {
        PyErr_Format(PyExc_ValueError,
                     "Item size of buffer (%zu byte%s) does not match size of '%s' (%zu byte%s)", (size_t)b->itemsize,
                     b->itemsize > 1 ? "s" : "", item->name, size, size > 1 ? "s" : "");
        return -1;
    }
    if (b->len == 0) return 0;
    for (i = 0; i < n; i++) {
        if (px_view_check_stride(b, i, axes[i], n) < 0 || px_view_check_suboffset(b, i, axes[i]) < 0) return -1;
    }
    return order ? px_view_check_order(b, order, n) : 0;
}

PX_API __Pyx_memviewslice px_view_get(PyObject *o, const px_item *item, const char *axes, int writable) {
    __Pyx_memviewslice v = px_no_view();
    px_view_object *owner;
    int n = (int)strlen(axes);
    if (o == Py_None) return px_view_none();
    owner = px_view_owner_new(o, px_view_flags(axes, n, writable), item);
    if (!owner) return v;
    if (px_view_check(&owner->view, item, axes, n) < 0) {
        Py_DECREF(owner);
        return v;
    }
    px_view_whole(&v, owner);
    return v;
}
