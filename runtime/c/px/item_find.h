/* Look-ups whose failure is no exception: in exact containers. */
#ifndef PX_ITEM_FIND_H
#define PX_ITEM_FIND_H
#include "px/base.h"

/* `o[key]`: new reference. NULL without an exception where an exact dict has no such key; NULL with one for other failures. */
PX_API PyObject *px_item_find_key(PyObject *o, PyObject *key);

/* The same where an int is out of bounds of an exact list, tuple or str. */
PX_API PyObject *px_item_find_index(PyObject *o, PyObject *key);

/* Both. */
PX_API PyObject *px_item_find(PyObject *o, PyObject *key);

#endif
