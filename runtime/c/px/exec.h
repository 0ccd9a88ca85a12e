/* `eval` and `exec` in compiled code: the globals are those of its module. */
#ifndef PX_EXEC_H
#define PX_EXEC_H
#include "px/module.h"

/* Globals and locals may be NULL or None. New reference, or NULL. */
PX_API PyObject *px_eval_run(px_module *m, PyObject *source, PyObject *globals, PyObject *locals);

/* 0, or -1. Level 2: a tuple may hold source, globals and locals. */
PX_API int px_exec_run(px_module *m, PyObject *source, PyObject *globals, PyObject *locals);

#endif
