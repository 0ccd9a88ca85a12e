/* Code objects with the facts of a function and no useful bytecode: `__code__`. */
#ifndef PX_CODE_H
#define PX_CODE_H
#include "px/module.h"

/* New reference, or NULL. */
PX_API PyObject *px_code_new(px_module *m, const px_func *def);

/* The code with some attributes changed, which are a dict, or NULL with an exception; that is taken over. New reference, or NULL. */
PX_API PyObject *px_code_replace(PyObject *code, PyObject *changes);

#endif
