/* Methods and slots that generators of all kinds have. */
#ifndef PX_GEN_METHODS_H
#define PX_GEN_METHODS_H
#include "px/gen_core.h"

PX_API PyObject *px_gen_send(PyObject *self, PyObject *value);
PX_API PyObject *px_gen_throw(PyObject *self, PyObject *const *args, Py_ssize_t n);
PX_API PyObject *px_gen_close(PyObject *self, PyObject *none);
PX_API PyObject *px_gen_sizeof(PyObject *self, PyObject *none);

PX_API PyObject *px_gen_iternext(PyObject *self);
PX_API PySendResult px_gen_am_send(PyObject *self, PyObject *value, PyObject **result);
PX_API int px_gen_traverse(PyObject *self, visitproc visit, void *arg);
PX_API int px_gen_clear(PyObject *self);
PX_API void px_gen_finalize(PyObject *self);
PX_API void px_gen_dealloc(PyObject *self);

/* Closes what the generator is in. 0, or -1 with an exception. */
PX_API int px_gen_close_delegate(px_gen *gen);

#endif
