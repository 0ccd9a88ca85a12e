#include "px/view_copied.h"

#include "px/view_array.h"
#include "px/view_copy.h"
#include "px/view_item.h"
#include "px/view_owner.h"

PX_API __Pyx_memviewslice px_view_copied(__Pyx_memviewslice v, const px_item *item, int axes, int order) {
    __Pyx_memviewslice copy = PX_ZERO_VIEW;
    size_t size = (size_t)px_view_item_size(item);
    PyObject *format, *array = NULL;
    px_view_object *owner = NULL;
    int i;
    for (i = 0; i < axes; i++) {
        if (v.suboffsets[i] < 0) continue;
        PyErr_Format(PyExc_ValueError, "Cannot copy memoryview slice with indirect dimensions (axis %d)", i);
        return copy;
    }
    format = px_view_item_format(item);
    if (format) array = px_view_array_new(axes, v.shape, (Py_ssize_t)size, format, (char)order, NULL);
    if (array) owner = px_view_owner_new(array, PyBUF_RECORDS, item);
    Py_XDECREF(format);
    Py_XDECREF(array);
    if (!owner) return copy;
    px_view_whole(&copy, owner);
    if (px_view_copy_items(v, copy, axes, axes, size, item->kind == 'O') < 0) {
        px_view_release(&copy);
        return px_no_view();
    }
    return copy;
}

PX_API PyObject *px_view_memory(void *data, const px_item *item, int axes, const Py_ssize_t *shape, int order) {
    PyObject *format, *array;
    if (!data) {
        PyErr_SetString(PyExc_ValueError, "Cannot create cython.array from NULL pointer");
        return NULL;
    }
    format = px_view_item_format(item);
    array = format ? px_view_array_new(axes, shape, px_view_item_size(item), format, (char)order, (char *)data) : NULL;
    Py_XDECREF(format);
    return array;
}
