/* Functions without `binding`: builtin functions of the interpreter around function objects. They do not become methods. */
#ifndef PX_BUILTIN_FUNCTION_H
#define PX_BUILTIN_FUNCTION_H
#include "px/function.h"

/* A builtin function that calls a function object. New reference, or NULL. */
PX_API PyObject *px_function_builtin(PyObject *function);

#endif
