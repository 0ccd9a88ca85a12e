/* Support code that is written in Python: what is rare, and shorter there. It is run once in an interpreter. */
#ifndef PX_PYTHON_CODE_H
#define PX_PYTHON_CODE_H
#include "px/base.h"

/* A name of such code, which is kept under a key. New reference, or NULL. */
PX_API PyObject *px_python_code(const char *key, const char *source, const char *name);

#endif
