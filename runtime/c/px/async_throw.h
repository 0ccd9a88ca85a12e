/* Asynchronous generators: `athrow` and `aclose`, and the awaitable that these give. */
#ifndef PX_ASYNC_THROW_H
#define PX_ASYNC_THROW_H
#include "px/gen_core.h"

PX_API PyObject *px_async_gen_athrow(PyObject *self, PyObject *args);
PX_API PyObject *px_async_gen_aclose(PyObject *self, PyObject *none);
PX_API PyType_Spec *px_async_gen_athrow_spec(void);

#endif
