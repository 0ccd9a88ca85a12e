/* The `print` statement of language level 2. */
#ifndef PX_PRINT_H
#define PX_PRINT_H
#include "px/base.h"

/* The file may be None; without `newline` a space follows. 0, or -1. */
PX_API int px_print(PyObject *file, PyObject *values, int newline);

#endif
