/* `except*`. */
#ifndef PX_GROUP_H
#define PX_GROUP_H
#include "px/base.h"

/* What of an exception a clause takes, and what is left, either may be None: a new tuple, or NULL. A naked exception that
 * matches is wrapped in a group. What the clause takes becomes the exception that is being handled. Nothing is left of None. */
PX_API PyObject *px_group_split(PyObject *exc, PyObject *type);

/* What is to be raised after all clauses, or None: the exception at the start, and a list of what the clauses have raised and of
 * what was left. New reference, or NULL. */
PX_API PyObject *px_group_result(PyObject *exc, PyObject *raised);

#endif
