/* Memoryviews as Python code sees them. */
#ifndef PX_VIEW_OBJECT_H
#define PX_VIEW_OBJECT_H
#include "px/view.h"

/* The object for a view of so many axes; None of None. New reference, or NULL. */
PX_API PyObject *px_view_as_object(__Pyx_memviewslice v, const px_item *item, int axes, int readonly);

/* The same of a whole buffer of any format. */
PX_API PyObject *px_view_seen_of(PyObject *exporter);

/* The view in such an object and what its items are; 0 where the object is none. */
PX_API int px_view_in(PyObject *o, __Pyx_memviewslice *v, const px_item **item, int *axes, int *readonly);

#endif
