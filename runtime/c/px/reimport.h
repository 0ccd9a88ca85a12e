/* A second import of a module in one process.
 *
 * The state of a module is one set of statics, so another import (after the module was taken out of sys.modules, or after an
 * import that failed half-way) and another interpreter get a second copy of the shared library, which has statics of its
 * own. */
#ifndef PX_REIMPORT_H
#define PX_REIMPORT_H
#include "px/module.h"

/* What the init function of another copy of the module's library returns; NULL without an exception where no copy can be
 * made. */
PX_API PX_COLD PyObject *px_reimport(px_module *m);

#endif
