/* Errors that compiled code raises by itself, with CPython's texts. All of them always fail and borrow. */
#ifndef PX_RAISE_NAMES_H
#define PX_RAISE_NAMES_H
#include "px/base.h"

/* `assert`; the message may be NULL. */
PX_API PX_COLD void px_raise_assertion(PyObject *message);

/* A local variable, a variable of an enclosing function, a global, that is not bound. */
PX_API PX_COLD void px_raise_unbound(PyObject *name);
PX_API PX_COLD void px_raise_unbound_free(PyObject *name);
/* A local variable that a comprehension reads: its function's since CPython 3.12. */
PX_API PX_COLD void px_raise_unbound_outer(PyObject *name);
PX_API PX_COLD void px_raise_name(PyObject *name);

PX_API PX_COLD void px_raise_type(const char *text);
PX_API PX_COLD void px_raise_value(const char *text);
PX_API PX_COLD void px_raise_runtime(const char *text);

#endif
