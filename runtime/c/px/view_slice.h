/* Parts of memoryviews as memoryviews. They are made axis by axis, by functions that the C compiler resolves into the few
 * numbers that change; no share is taken, since what is made lives no longer than what it is of. */
#ifndef PX_VIEW_SLICE_H
#define PX_VIEW_SLICE_H
#include "px/view.h"

/* The same memory, without axes. */
PX_INLINE __Pyx_memviewslice px_view_start(__Pyx_memviewslice of) {
    __Pyx_memviewslice v = PX_ZERO_VIEW;
    v.memview = of.memview;
    v.data = of.data;
    return v;
}

/* One position of an axis, which is left out then. */
PX_INLINE __Pyx_memviewslice px_view_at(__Pyx_memviewslice v, __Pyx_memviewslice of, int from, Py_ssize_t index) {
    v.data += index * of.strides[from];
    return v;
}

/* The same where the items of the axis may be pointers. Only the first axes can be that. */
PX_INLINE __Pyx_memviewslice px_view_at_indirect(__Pyx_memviewslice v, __Pyx_memviewslice of, int from,
                                                 Py_ssize_t index) {
    v.data += index * of.strides[from];
    if (of.suboffsets[from] >= 0) v.data = *(char **)v.data + of.suboffsets[from];
    return v;
}

/* A whole axis. */
PX_INLINE __Pyx_memviewslice px_view_keep(__Pyx_memviewslice v, __Pyx_memviewslice of, int from, int to) {
    v.shape[to] = of.shape[from];
    v.strides[to] = of.strides[from];
    v.suboffsets[to] = of.suboffsets[from];
    return v;
}

/* A new axis of one position. */
PX_INLINE __Pyx_memviewslice px_view_new_axis(__Pyx_memviewslice v, __Pyx_memviewslice of, int to) {
    (void)of;
    v.shape[to] = 1;
    v.strides[to] = 0;
    v.suboffsets[to] = -1;
    return v;
}

/* Raises ValueError, with the GIL for that. */
PX_API PX_COLD void px_view_zero_step(int axis);

/* What part of an axis `start:stop:step` is, as Python has it; the bits of `given` tell which of them are there. The step is
 * not zero. Returns how many positions it has, and where it starts. */
PX_INLINE Py_ssize_t px_view_range(Py_ssize_t extent, Py_ssize_t *start, Py_ssize_t stop, Py_ssize_t step, int given) {
    int back = step < 0;
    Py_ssize_t lowest = back ? -1 : 0, highest = back ? extent - 1 : extent, low, high;
    if (given & 1) {
        if (*start < 0) *start += extent;
        *start = *start < lowest ? lowest : *start > highest ? highest : *start;
    } else {
        *start = back ? highest : 0;
    }
    if (given & 2) {
        if (stop < 0) stop += extent;
        stop = stop < lowest ? lowest : stop > highest ? highest : stop;
    } else {
        stop = back ? -1 : extent;
    }
    low = back ? stop : *start;
    high = back ? *start : stop;
    if (low >= high) return 0;
    return 1 + (Py_ssize_t)((size_t)(high - low - 1) / (back ? 0 - (size_t)step : (size_t)step));
}

/* A part of an axis; `memview` is NULL with an exception set where the step is zero. */
PX_INLINE __Pyx_memviewslice px_view_cut(__Pyx_memviewslice v, __Pyx_memviewslice of, int from, int to, Py_ssize_t start,
                                         Py_ssize_t stop, Py_ssize_t step, int given) {
    Py_ssize_t stride = of.strides[from];
    int axis;
    if (px_unlikely(step == 0)) {
        px_view_zero_step(from);
        return px_no_view();
    }
    v.shape[to] = px_view_range(of.shape[from], &start, stop, step, given);
    v.strides[to] = stride * step;
    v.suboffsets[to] = of.suboffsets[from];
    /* Behind an axis of pointers, what they point to moves. */
    for (axis = to - 1; axis >= 0 && v.suboffsets[axis] < 0; axis--) {}
    if (axis >= 0)
        v.suboffsets[axis] += start * stride;
    else
        v.data += start * stride;
    return v;
}

/* The axes the other way round. */
PX_INLINE __Pyx_memviewslice px_view_transposed(__Pyx_memviewslice of, int n) {
    __Pyx_memviewslice v = px_view_start(of);
    int i;
    for (i = 0; i < n; i++) v = px_view_keep(v, of, n - 1 - i, i);
    return v;
}

#endif
