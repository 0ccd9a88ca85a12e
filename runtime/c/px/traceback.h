/* Traceback entries for compiled code. */
#ifndef PX_TRACEBACK_H
#define PX_TRACEBACK_H
#include "px/module.h"

/* Adds the entry of a location (and of those that it is inlined at) to the exception in flight. */
PX_API PX_COLD void px_traceback(px_module *m, int location);

#endif
