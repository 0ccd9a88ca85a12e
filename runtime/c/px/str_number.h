/* C numbers as text. New reference (an exact str), or NULL. */
#ifndef PX_STR_NUMBER_H
#define PX_STR_NUMBER_H
#include "px/base.h"

PX_API PyObject *px_str_from_longlong(long long value);
PX_API PyObject *px_str_from_ulonglong(unsigned long long value);

/* As `repr` writes it. */
PX_API PyObject *px_str_from_double(double value);

/* Type `d`, `x`, `X`, `o` or `b`; aligned to the right in `width` by `padding`, a zero stands behind the sign. */
PX_API PyObject *px_format_longlong(long long value, int type, Py_ssize_t width, int padding);

/* Type `f`, `e`, `g`, ...; digits after the point. */
PX_API PyObject *px_format_double(double value, int type, int precision);

#endif
