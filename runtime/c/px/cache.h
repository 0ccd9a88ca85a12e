/* Inline caches: what one place of the program has found out. */
#ifndef PX_CACHE_H
#define PX_CACHE_H
#include "px/base.h"

/* All zero in the beginning. What the fields mean is the operation's business. */
typedef struct px_cache {
    PyObject *value;
    uint64_t tag;
    uint64_t tag2;
} px_cache;

#endif
