/* Copying between memoryviews, and one value for all items. Neither needs the GIL where the items are no objects. */
#ifndef PX_VIEW_COPY_H
#define PX_VIEW_COPY_H
#include "px/view.h"

/* Copies the items of `from` to `to`, whose axes may be more, also where they overlap. 0, or -1 with an exception set. */
PX_API int px_view_copy_items(__Pyx_memviewslice from, __Pyx_memviewslice to, int from_axes, int to_axes, size_t size,
                              int objects);

/* Gives all items the value at `item`. */
PX_API void px_view_fill(__Pyx_memviewslice v, int axes, const void *item, size_t size, int objects);

/* Whether the strides are those of items without gaps in the order of C ('C') or Fortran ('F'), also where axes are that short
 * that they do not matter. */
PX_API int px_view_is_packed(__Pyx_memviewslice v, int axes, size_t size, int order);

#endif
