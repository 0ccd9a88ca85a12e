/* Inline caches: what one place of the program has found out. */
#ifndef PX_CACHE_H
#define PX_CACHE_H
#include "px/base.h"

/* All zero in the beginning. What the fields mean is the operation's business. */
typedef struct px_cache {
    PyObject *value;
    uint64_t tag;
    uint64_t tag2;
    /* The same for a second answer, where a place meets two kinds of objects in turn. */
    PyObject *other_value;
    uint64_t other_tag;
    uint64_t other_tag2;
    uint64_t misses;
} px_cache;

#endif
