/* Joining the parts of an f-string. */
#ifndef PX_STR_JOIN_H
#define PX_STR_JOIN_H
#include "px/base.h"

/* The parts are str. New reference (an exact str), or NULL. */
PX_API PyObject *px_str_join_parts(PyObject *const *parts, Py_ssize_t n);

#endif
