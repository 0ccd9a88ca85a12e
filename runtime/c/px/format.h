/* Formatting of objects. */
#ifndef PX_FORMAT_H
#define PX_FORMAT_H
#include "px/base.h"

/* `{value!c:spec}`: the conversion `r`, `s`, `a` or 0; the spec may be NULL. New reference (a str), or NULL. */
PX_API PyObject *px_format_value(PyObject *value, int conversion, PyObject *spec);

/* `format % args`: new reference (a str), or NULL. */
PX_API PyObject *px_format_percent(PyObject *format, PyObject *args);

/* The builtin `format(value, spec)`: new reference (an exact str), or NULL. */
PX_API PyObject *px_format(PyObject *value, PyObject *spec);

#endif
