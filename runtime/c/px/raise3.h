/* `raise type, value, traceback` of language level 2. */
#ifndef PX_RAISE3_H
#define PX_RAISE3_H
#include "px/base.h"

/* What is left out is NULL; borrows. Always fails. */
PX_API PX_COLD void px_raise3(PyObject *type, PyObject *value, PyObject *traceback);

#endif
