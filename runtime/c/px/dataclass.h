/* Extension types that are data classes. */
#ifndef PX_DATACLASS_H
#define PX_DATACLASS_H
#include "px/base.h"

/* Gives a new type what `dataclasses.dataclass` gives to a class; its dict has the annotations and the defaults. The keywords of the
 * decorator are a dict or NULL; the fields of which Python is not told are a tuple of names. 0, or -1. */
PX_API int px_dataclass_apply(PyObject *type, PyObject *keywords, PyObject *hidden);

#endif
