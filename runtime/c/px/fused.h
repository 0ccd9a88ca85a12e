/* A Python function with arguments of fused types: an object that calls the specialisation that suits the arguments. */
#ifndef PX_FUSED_H
#define PX_FUSED_H
#include "px/function.h"

/* The object in front of `functions`, a tuple of function objects. `keys` has a tuple of names of types for each of them.
 * `rules` says for each fused type which argument decides it: a tuple of its position (-1: by keyword only) and name, then
 * of classes and names of types in turn; None as class takes what is left. New reference, or NULL. */
PX_API PyObject *px_fused_new(px_module *m, PyObject *qualname, PyObject *functions, PyObject *keys,
                              PyObject *rules);

#endif
