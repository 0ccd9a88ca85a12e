/* `o[key] += x`: the key is looked up once, where that makes no difference. */
#ifndef PX_ITEM_UPDATE_H
#define PX_ITEM_UPDATE_H
#include "px/base.h"

/* 0, or -1. */
PX_API int px_item_iadd(PyObject *o, PyObject *key, PyObject *x);

/* With a small int constant, as an object and as a C value. */
PX_API int px_item_iadd_const(PyObject *o, PyObject *key, PyObject *b, long c);

#endif
