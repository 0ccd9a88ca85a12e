/* Items of memoryviews as Python objects, by their description; and the formats that describe them to others. */
#ifndef PX_VIEW_ITEM_H
#define PX_VIEW_ITEM_H
#include "px/view.h"

/* How many bytes there are from one item to the next, arrays included. */
PX_API Py_ssize_t px_view_item_size(const px_item *item);

/* New reference, or NULL. Structs are dicts, arrays lists. */
PX_API PyObject *px_view_item_load(const char *at, const px_item *item);

/* 0, or -1. */
PX_API int px_view_item_store(char *at, const px_item *item, PyObject *value);

/* The format that PEP 3118 has for it, as bytes. New reference, or NULL. */
PX_API PyObject *px_view_item_format(const px_item *item);

#endif
