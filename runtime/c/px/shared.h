/* Types that all modules of an interpreter share, under a number for their layout.
 *
 * They live in a module of sys.modules that nobody imports by name. Modules of another layout use another one. */
#ifndef PX_SHARED_H
#define PX_SHARED_H
#include "px/base.h"

#define PX_LAYOUT 2

/* The module that holds the shared types. New reference, or NULL. */
PX_API PyObject *px_shared_module(void);

/* The shared type of the spec's name, made from the spec by the first module that asks. New reference, or NULL. */
PX_API PyTypeObject *px_shared_type(PyType_Spec *spec);

#endif
