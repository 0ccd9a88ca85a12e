/* Binding arguments as the interpreter does it: its order of checks and its messages. */
#ifndef PX_BIND_PYTHON_H
#define PX_BIND_PYTHON_H
#include "px/function.h"

/* As px_bind, for functions of plain Python modules; all slots are NULL at the start, and it is for the caller to release them. */
PX_API int px_bind_python(px_function *f, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, PyObject **slots);

#endif
