/* Type parameters and type aliases (PEP 695, PEP 696). */
#ifndef PX_TYPE_PARAMS_H
#define PX_TYPE_PARAMS_H
#include "px/module.h"

/* The type parameters that `items` describes: of each a tuple of its name, its kind (0: TypeVar, 1: TypeVarTuple, 2: ParamSpec), the
 * numbers of the functions that give its bound and its default, or -1, whether the bound lists constraints, whether the
 * default has a star, and the text of the bound. From 3.12 on the functions are called when somebody asks. A new tuple, or NULL. */
PX_API PyObject *px_type_params_new(px_module *m, PyObject *items, PyObject *functions);

/* `type name[items] = value()`. New reference, or NULL. */
PX_API PyObject *px_type_params_alias(px_module *m, PyObject *name, PyObject *items, PyObject *functions,
                                      PyObject *value);

/* `Generic[...]` of the type parameters of a class. New reference, or NULL. */
PX_API PyObject *px_type_params_generic(px_module *m, PyObject *params);

#endif
