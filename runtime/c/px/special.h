/* Special methods, looked up on the type. */
#ifndef PX_SPECIAL_H
#define PX_SPECIAL_H
#include "px/base.h"

/* The method of this name, bound to the object. New reference; NULL without an exception where it is absent. */
PX_API PyObject *px_special(PyObject *o, const char *name);

#endif
