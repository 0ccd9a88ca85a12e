/* Memoryviews: the struct that is the value of one, and its counting.
 *
 * A value shows memory that an object keeps, its `memview`. Every holder of a value has a share in that: shares are counted in
 * the object, without the GIL, and the first one owns a reference that the last one gives up. `memview` is NULL where nothing is
 * held, and None where the value is None; both need no counting. The structs are those of other compilers' modules. */
#ifndef PX_VIEW_H
#define PX_VIEW_H
#include "px/base.h"

#include <stddef.h>

#define PX_VIEW_AXES 8

struct px_item_field;

/* What the items are. */
typedef struct px_item {
    const char *name; /* as messages have it */
    const struct px_item_field *fields; /* of structs and complex numbers, ended by one without a type; or NULL */
    size_t size;                        /* of one item; of arrays that of what they are of */
    size_t lengths[PX_VIEW_AXES];       /* of arrays */
    int n_lengths;
    char kind; /* H: char, I and U: integers, R: real, C: complex, S: struct, O: object, P: pointer */
    char is_unsigned;
    int flags;
} px_item;

typedef struct px_item_field {
    const px_item *item;
    const char *name;
    size_t offset;
} px_item_field;

/* The object that keeps a buffer for the views of it. */
typedef struct __pyx_memoryview_obj {
    PyObject_HEAD
    void *__pyx_vtab;
    PyObject *obj; /* what exported the buffer */
    PyObject *_size;
    void *_unused;
    PyThread_type_lock lock;
    int shares; /* atomic */
    Py_buffer view;
    int flags;
    int dtype_is_object;
    const px_item *item; /* NULL where only Python code knows */
} px_view_object;

typedef struct {
    struct __pyx_memoryview_obj *memview;
    char *data;
    Py_ssize_t shape[PX_VIEW_AXES];
    Py_ssize_t strides[PX_VIEW_AXES];
    Py_ssize_t suboffsets[PX_VIEW_AXES];
} __Pyx_memviewslice;

#if defined(__cplusplus)
#define PX_ZERO_VIEW {}
#else
#define PX_ZERO_VIEW {0}
#endif

#if defined(__GNUC__)
#define px_view_add(count, n) __atomic_fetch_add(count, n, __ATOMIC_ACQ_REL)
#else
#define px_view_add(count, n) ((int)_InterlockedExchangeAdd((volatile long *)(count), n))
#endif

/* Takes the first share: a new reference. Gives up that of the last one. They take the GIL. */
PX_API PX_COLD void px_view_first(px_view_object *o);
PX_API PX_COLD void px_view_last(px_view_object *o);

PX_INLINE int px_view_is_counted(const __Pyx_memviewslice *v) {
    return v->memview && (PyObject *)v->memview != Py_None;
}

PX_INLINE void px_view_share(const __Pyx_memviewslice *v) {
    if (px_view_is_counted(v) && px_view_add(&v->memview->shares, 1) == 0) px_view_first(v->memview);
}

PX_INLINE void px_view_release(const __Pyx_memviewslice *v) {
    if (px_view_is_counted(v) && px_view_add(&v->memview->shares, -1) == 1) px_view_last(v->memview);
}

/* The same, and nothing is held any more. */
PX_INLINE void px_view_drop(__Pyx_memviewslice *v) {
    px_view_release(v);
    v->memview = NULL;
}

/* What holds nothing. */
PX_INLINE __Pyx_memviewslice px_no_view(void) {
    __Pyx_memviewslice v = PX_ZERO_VIEW;
    return v;
}

/* None as a memoryview. */
PX_INLINE __Pyx_memviewslice px_view_none(void) {
    __Pyx_memviewslice v = PX_ZERO_VIEW;
    v.memview = (px_view_object *)Py_None;
    return v;
}

PX_INLINE int px_view_is_none(__Pyx_memviewslice v) { return (PyObject *)v.memview == Py_None; }

/* They raise, and take the GIL for that. */
PX_API PX_COLD void px_view_out_of_bounds(int axis);
PX_API PX_COLD void px_view_uninitialized(void);
PX_API PX_COLD void px_view_no_result(void);

#endif
