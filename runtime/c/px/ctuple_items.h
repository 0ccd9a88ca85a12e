/* The items of what becomes a tuple of C values. */
#ifndef PX_CTUPLE_ITEMS_H
#define PX_CTUPLE_ITEMS_H
#include "px/base.h"

/* New reference to a tuple of `size` items, or NULL: TypeError for what is no sequence of that size. */
PX_API PyObject *px_ctuple_items(PyObject *o, Py_ssize_t size);

#endif
