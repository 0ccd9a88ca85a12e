/* Sequences as C tuples: they have to have a certain length. */
#ifndef PX_SEQUENCE_ITEMS_H
#define PX_SEQUENCE_ITEMS_H
#include "px/base.h"

/* The items of a sequence of `n` as a tuple. New reference, or NULL with TypeError set. */
PX_API PyObject *px_sequence_items(PyObject *sequence, Py_ssize_t n);

#endif
