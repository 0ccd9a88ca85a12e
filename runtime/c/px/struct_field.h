/* C structs from mappings. */
#ifndef PX_STRUCT_FIELD_H
#define PX_STRUCT_FIELD_H
#include "px/base.h"

/* The value for a field: new reference, or NULL with a TypeError or ValueError. */
PX_API PyObject *px_struct_field(PyObject *mapping, PyObject *name);

/* Which of the members of a union a mapping has, the only one; -1 with a TypeError or ValueError. */
PX_API int px_union_member(PyObject *mapping, PyObject *names);

#endif
