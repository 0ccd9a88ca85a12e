/* Ranges that were counted in C so far. */
#ifndef PX_RANGE_REST_H
#define PX_RANGE_REST_H
#include "px/base.h"

/* An iterator over `range(next, stop, step)`: new reference, or NULL. */
PX_API PyObject *px_range_rest(long long next, long long stop, long long step);

#endif
