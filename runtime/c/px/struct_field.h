/* C structs from mappings. */
#ifndef PX_STRUCT_FIELD_H
#define PX_STRUCT_FIELD_H
#include "px/base.h"

/* The value for a field: new reference, or NULL with a TypeError or ValueError. */
PX_API PyObject *px_struct_field(PyObject *mapping, PyObject *name);

#endif
