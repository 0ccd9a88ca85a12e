/* Attributes of generators: names, code, what they are in, a frame to look at. */
#ifndef PX_GEN_ATTRS_H
#define PX_GEN_ATTRS_H
#include "px/gen_core.h"

PX_API PyObject *px_gen_repr(PyObject *self);
PX_API PyObject *px_gen_get_name(PyObject *self, void *unused);
PX_API int px_gen_set_name(PyObject *self, PyObject *value, void *unused);
PX_API PyObject *px_gen_get_qualname(PyObject *self, void *unused);
PX_API int px_gen_set_qualname(PyObject *self, PyObject *value, void *unused);
PX_API PyObject *px_gen_get_delegate(PyObject *self, void *unused);
PX_API PyObject *px_gen_get_running(PyObject *self, void *unused);
PX_API PyObject *px_gen_get_running_async(PyObject *self, void *unused);
PX_API PyObject *px_gen_get_suspended(PyObject *self, void *unused);
PX_API PyObject *px_gen_get_origin(PyObject *self, void *unused);
PX_API PyObject *px_gen_get_code(PyObject *self, void *unused);

/* A frame with the line and the variables of the suspension; None at the end. */
PX_API PyObject *px_gen_get_frame(PyObject *self, void *unused);

/* `__class__`: the interpreter's type, so that `isinstance` tells what it tells of interpreted ones. */
PX_API PyObject *px_gen_get_class(PyObject *self, void *unused);

#endif
