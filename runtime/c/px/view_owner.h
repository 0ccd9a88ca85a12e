/* The objects that keep buffers for memoryviews. Python code never sees them. */
#ifndef PX_VIEW_OWNER_H
#define PX_VIEW_OWNER_H
#include "px/view.h"

/* One that keeps the buffer of `o`, asked for with those flags. New reference, or NULL. */
PX_API px_view_object *px_view_owner_new(PyObject *o, int flags, const px_item *item);

/* Fills in a view of the whole buffer, which takes over the reference to the owner. */
PX_API void px_view_whole(__Pyx_memviewslice *v, px_view_object *owner);

#endif
