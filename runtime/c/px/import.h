/* Imports. */
#ifndef PX_IMPORT_H
#define PX_IMPORT_H
#include "px/module.h"

/* The package `a` of `import a.b`, or with the names wanted the module itself; `wanted` may be NULL. A level of -1 is that of
 * language level 2: beside this module, else absolute. New reference, or NULL. */
PX_API PyObject *px_import(px_module *m, PyObject *name, PyObject *wanted, int level);

/* The module `a.b` itself. New reference, or NULL. */
PX_API PyObject *px_import_leaf(px_module *m, PyObject *name, int level);

/* `from module import name`: the attribute, else the submodule. New reference, or NULL with an ImportError. */
PX_API PyObject *px_import_from(PyObject *module, PyObject *name);

#endif
