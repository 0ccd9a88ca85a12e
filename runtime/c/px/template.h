/* Template strings (PEP 750). Before 3.14 the module string.templatelib is made here. */
#ifndef PX_TEMPLATE_H
#define PX_TEMPLATE_H
#include "px/base.h"

/* A template of texts and interpolations: new reference, or NULL. */
PX_API PyObject *px_template(PyObject *parts);

/* An interpolation; the conversion is a text or None. New reference, or NULL. */
PX_API PyObject *px_interpolation(PyObject *value, PyObject *expression, PyObject *conversion, PyObject *format);

#endif
