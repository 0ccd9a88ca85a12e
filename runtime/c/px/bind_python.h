/* Binding arguments as the interpreter does it: its order of checks and its messages. */
#ifndef PX_BIND_PYTHON_H
#define PX_BIND_PYTHON_H
#include "px/function.h"

/* Fills the slots with new references: positional parameters, keyword-only ones, the tuple of *args, the dict of **kwargs. They are
 * NULL at the start, and it is for the caller to release them. 0, or -1 with an exception. */
PX_API int px_bind_python(px_function *f, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, PyObject **slots);

#endif
