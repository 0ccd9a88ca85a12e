/* `locals()`. */
#ifndef PX_LOCALS_H
#define PX_LOCALS_H
#include "px/base.h"

/* The dict for a call of `locals()`, of which a new one has the variables as they are now. Before CPython 3.13 it is that of the
 * first call, which the cell keeps: brought up to date for the names, all else in it stays. New reference, or NULL. */
PX_API PyObject *px_locals_keep(PyObject *cell, PyObject *fresh, PyObject *names);

PX_INLINE int px_python_since(int version) { return PY_VERSION_HEX >> 16 >= (unsigned)version; }

#endif
