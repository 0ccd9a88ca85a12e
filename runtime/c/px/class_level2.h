/* Classes of language level 2. */
#ifndef PX_CLASS_LEVEL2_H
#define PX_CLASS_LEVEL2_H
#include "px/class.h"

/* As px_class_finish(), with the metaclass that the body names `__metaclass__`, if it does. */
PX_API PyObject *px_class_finish_level2(px_module *m, PyObject *state, PyObject *name, PyObject *cell);

#endif
