/* Memoryviews of memory of their own. */
#ifndef PX_VIEW_COPIED_H
#define PX_VIEW_COPIED_H
#include "px/view.h"

/* A copy of the items in the order of C ('C') or Fortran ('F'), with a share of its own; `memview` is NULL where that fails. */
PX_API __Pyx_memviewslice px_view_copied(__Pyx_memviewslice v, const px_item *item, int axes, int order);

/* An array (see view_array.h) over memory that somebody else keeps. New reference, or NULL. */
PX_API PyObject *px_view_memory(void *data, const px_item *item, int axes, const Py_ssize_t *shape, int order);

#endif
