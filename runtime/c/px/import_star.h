/* `from module import *`. */
#ifndef PX_IMPORT_STAR_H
#define PX_IMPORT_STAR_H
#include "px/module.h"

/* Puts the names into the module's globals. 0, or -1. */
PX_API int px_import_star(px_module *m, PyObject *module);

#endif
