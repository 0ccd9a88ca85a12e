#include "px/view_copy.h"

#include <string.h>

static PX_COLD int px_view_copy_error(PyObject *type, const char *format, int axis, Py_ssize_t a, Py_ssize_t b) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(type, format, axis, a, b);
    PyGILState_Release(gil);
    return -1;
}

static Py_ssize_t px_view_count(const __Pyx_memviewslice *v, int axes) {
    Py_ssize_t count = 1;
    int i;
    for (i = 0; i < axes; i++) count *= v->shape[i];
    return count;
}

PX_API int px_view_is_packed(__Pyx_memviewslice v, int axes, size_t size, int order) {
    Py_ssize_t expected = (Py_ssize_t)size;
    int i;
    for (i = 0; i < axes; i++) {
        int axis = order == 'F' ? i : axes - 1 - i;
        if (v.suboffsets[axis] >= 0 || v.strides[axis] != expected) return 0;
        expected *= v.shape[axis];
    }
    return 1;
}

/* As many axes as the other one: new ones of length 1 in front. */
static void px_view_lead(__Pyx_memviewslice *v, int axes, int wanted) {
    int i, more = wanted - axes;
    for (i = axes - 1; i >= 0 && more > 0; i--) {
        v->shape[i + more] = v->shape[i];
        v->strides[i + more] = v->strides[i];
        v->suboffsets[i + more] = v->suboffsets[i];
    }
    for (i = 0; i < more; i++) {
        v->shape[i] = 1;
        v->strides[i] = 0;
        v->suboffsets[i] = -1;
    }
}

/* Runs over the items of two views of the same shape. `from` has no item steps where one value is for all. */
static void px_view_each(const char *from, const Py_ssize_t *from_strides, char *to, const Py_ssize_t *to_strides,
                         const Py_ssize_t *shape, int axes, size_t size) {
    Py_ssize_t i, from_step, to_step;
    if (axes == 0) {
        memcpy(to, from, size);
        return;
    }
    from_step = from_strides[0];
    to_step = to_strides[0];
    if (axes == 1 && from_step == (Py_ssize_t)size && to_step == (Py_ssize_t)size) {
        memcpy(to, from, size * (size_t)shape[0]);
        return;
    }
    for (i = 0; i < shape[0]; i++)
        px_view_each(from + i * from_step, from_strides + 1, to + i * to_step, to_strides + 1, shape + 1, axes - 1, size);
}

/* Takes or gives up a reference to each item. */
static void px_view_count_items(char *at, const Py_ssize_t *strides, const Py_ssize_t *shape, int axes, int take) {
    Py_ssize_t i;
    if (axes == 0) {
        PyObject *o;
        memcpy(&o, at, sizeof o);
        if (take) Py_XINCREF(o);
        else Py_XDECREF(o);
        return;
    }
    for (i = 0; i < shape[0]; i++) px_view_count_items(at + i * strides[0], strides + 1, shape + 1, axes - 1, take);
}

/* Where the memory of the items begins and ends. */
static void px_view_bounds(const __Pyx_memviewslice *v, int axes, size_t size, const char **low, const char **high) {
    int i;
    *low = *high = v->data;
    for (i = 0; i < axes; i++) {
        Py_ssize_t reach = (v->shape[i] - 1) * v->strides[i];
        if (reach < 0) *low += reach;
        else *high += reach;
    }
    *high += size;
}

static int px_view_overlap(const __Pyx_memviewslice *a, const __Pyx_memviewslice *b, int axes, size_t size) {
    const char *a_low, *a_high, *b_low, *b_high;
    px_view_bounds(a, axes, size, &a_low, &a_high);
    px_view_bounds(b, axes, size, &b_low, &b_high);
    return a_low < b_high && b_low < a_high;
}

/* The items in memory of their own, to be freed by the caller. */
static char *px_view_aside(__Pyx_memviewslice *v, int axes, size_t size) {
    Py_ssize_t strides[PX_VIEW_AXES], step = (Py_ssize_t)size;
    char *memory = (char *)malloc(size * (size_t)px_view_count(v, axes));
    int i;
    if (!memory) return NULL;
    for (i = axes - 1; i >= 0; i--) {
        strides[i] = step;
        step *= v->shape[i];
    }
    px_view_each(v->data, v->strides, memory, strides, v->shape, axes, size);
    memcpy(v->strides, strides, sizeof(Py_ssize_t) * (size_t)axes);
    v->data = memory;
    return memory;
}

static int px_view_match(__Pyx_memviewslice *from, const __Pyx_memviewslice *to, int axes) {
    int i;
    for (i = 0; i < axes; i++) {
        if (from->suboffsets[i] >= 0 || to->suboffsets[i] >= 0)
            return px_view_copy_error(PyExc_ValueError, "Dimension %d is not direct", i, 0, 0);
        if (from->shape[i] == to->shape[i]) continue;
        if (from->shape[i] != 1)
            return px_view_copy_error(PyExc_ValueError, "got differing extents in dimension %d (got %zd and %zd)", i,
                                      to->shape[i], from->shape[i]);
        /* One position is for all. */
        from->strides[i] = 0;
    }
    return 0;
}

PX_API int px_view_copy_items(__Pyx_memviewslice from, __Pyx_memviewslice to, int from_axes, int to_axes, size_t size,
                              int objects) {
    __Pyx_memviewslice source;
    char *aside = NULL;
    int axes = from_axes > to_axes ? from_axes : to_axes;
    px_view_lead(&from, from_axes, axes);
    px_view_lead(&to, to_axes, axes);
    source = from;
    if (px_view_match(&source, &to, axes) < 0) return -1;
    if (px_view_count(&to, axes) == 0) return 0;
    if (px_view_overlap(&from, &to, axes, size)) {
        aside = px_view_aside(&from, axes, size);
        if (!aside) {
            PyGILState_STATE gil = PyGILState_Ensure();
            PyErr_NoMemory();
            PyGILState_Release(gil);
            return -1;
        }
        source = from;
        if (px_view_match(&source, &to, axes) < 0) return -1;
    }
    if (objects) {
        px_view_count_items(source.data, source.strides, to.shape, axes, 1);
        px_view_count_items(to.data, to.strides, to.shape, axes, 0);
    }
    px_view_each(source.data, source.strides, to.data, to.strides, to.shape, axes, size);
    free(aside);
    return 0;
}

PX_API void px_view_fill(__Pyx_memviewslice v, int axes, const void *item, size_t size, int objects) {
    static const Py_ssize_t none[PX_VIEW_AXES] = {0};
    if (px_view_count(&v, axes) == 0) return;
    if (objects) {
        px_view_count_items((char *)(size_t)item, none, v.shape, axes, 1);
        px_view_count_items(v.data, v.strides, v.shape, axes, 0);
    }
    px_view_each((const char *)item, none, v.data, v.strides, v.shape, axes, size);
}
