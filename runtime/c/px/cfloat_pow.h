/* Powers of C doubles that may be complex. */
#ifndef PX_CFLOAT_POW_H
#define PX_CFLOAT_POW_H
#include "px/base.h"

/* A float, or a complex number where there is no real result. New reference, or NULL. */
PX_API PyObject *px_pow_object(double a, double b);

#endif
