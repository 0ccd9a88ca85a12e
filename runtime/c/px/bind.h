/* Binding the arguments of a call to the parameters of a function. */
#ifndef PX_BIND_H
#define PX_BIND_H
#include "px/module.h"

/* Fills `slots` for the function object `self`: positional parameters, keyword-only ones, the *args tuple, the **kwargs
 * dict. All are new references, defaults too. 0, or -1 with a TypeError and no references left in `slots`. */
PX_API int px_bind(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames, PyObject **slots);

/* Releases what px_bind has filled. */
PX_INLINE void px_bind_release(PyObject **slots, Py_ssize_t n) {
    Py_ssize_t i;
    for (i = 0; i < n; i++) Py_XDECREF(slots[i]);
}

#endif
