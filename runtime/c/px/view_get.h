/* Memoryviews of what exports a buffer.
 *
 * The axes are a text with a letter for each one. s: any stride, f: it follows the others without gaps, c: contiguous; S, F, C:
 * the same of pointers to what the next axes are in; g, h, i: whichever of both. */
#ifndef PX_VIEW_GET_H
#define PX_VIEW_GET_H
#include "px/view.h"

/* A memoryview with a share of its own; None of None. `memview` is NULL with an exception set. */
PX_API __Pyx_memviewslice px_view_get(PyObject *o, const px_item *item, const char *axes, int writable);

#endif
