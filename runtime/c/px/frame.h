/* Frames of the interpreter for compiled code, where somebody asks for them: what makes classes, warns or looks for its caller
 * finds the globals, the file and the line there. */
#ifndef PX_FRAME_H
#define PX_FRAME_H
#include "px/module.h"

/* The body of the module runs in a frame of its own: 0, or -1 with an exception. */
PX_API int px_frame_exec(px_module *m);

/* Calls a function from a frame with the name, the line and the flags (CO_FUTURE_...) of the caller. The keywords may be NULL. New reference, or NULL. */
PX_API PyObject *px_frame_call(px_module *m, PyObject *function, PyObject *args, PyObject *keywords, PyObject *name,
                               int line, int flags);

#endif
