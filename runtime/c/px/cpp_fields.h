/* C++ objects as fields of extension types: Python's allocator knows nothing of constructors. */
#ifndef PX_CPP_FIELDS_H
#define PX_CPP_FIELDS_H
#include "px/base.h"

#if defined(__cplusplus)
#include <new>

template <class T> static inline PX_UNUSED void px_construct(T &field) { new (static_cast<void *>(&field)) T(); }

template <class T> static inline PX_UNUSED void px_destroy(T &field) { field.~T(); }
#endif
#endif
