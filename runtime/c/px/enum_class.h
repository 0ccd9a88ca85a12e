/* The Python classes of C enums: members are ints; a value without a name is a member without a name. */
#ifndef PX_ENUM_CLASS_H
#define PX_ENUM_CLASS_H
#include "px/module.h"

/* A class of that name in the module; `members` is a tuple of names and values in turn, `doc` may be NULL. New reference, or NULL. */
PX_API PyObject *px_enum_class(px_module *m, PyObject *name, PyObject *members, PyObject *doc);

/* The member of a class for a value. New reference, or NULL. */
PX_API PyObject *px_enum_member(PyObject *type, PyObject *value);

/* The class of another module's enum. New reference, or NULL. */
PX_API PyObject *px_enum_import(PyObject *module, PyObject *name);

#endif
