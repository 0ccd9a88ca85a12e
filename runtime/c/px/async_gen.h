/* Asynchronous generators: `__anext__`, `asend`, and the awaitable that these give. */
#ifndef PX_ASYNC_GEN_H
#define PX_ASYNC_GEN_H
#include "px/gen_core.h"

PX_API PyObject *px_async_gen_anext(PyObject *self);
PX_API PyObject *px_async_gen_asend(PyObject *self, PyObject *value);
PX_API PyType_Spec *px_async_gen_asend_spec(void);

/* States of the awaitables. */
enum { PX_AWAIT_NEW, PX_AWAIT_STARTED, PX_AWAIT_CLOSED };

/* Asks the hooks of sys.set_asyncgen_hooks() the first time that anything is done with the generator. 0, or -1. */
PX_API int px_async_gen_hooks(px_gen *gen);

/* What a resumption means for who awaits: PYGEN_RETURN is a value that was yielded, PYGEN_NEXT goes to the event loop, and
 * the end is an exception. Steals the result. */
PX_API PySendResult px_async_gen_yielded(px_gen *gen, PySendResult status, PyObject **result);

/* What a method of an awaitable returns for that. Steals. */
PX_API PyObject *px_async_gen_outcome(PySendResult status, PyObject *result);

/* What `close` of an awaitable makes of throwing GeneratorExit in. Steals. */
PX_API PyObject *px_async_gen_closed(PyObject *result);

#if PY_VERSION_HEX >= 0x030D0000
/* Warns that an awaitable was never awaited. */
PX_API PX_COLD void px_async_gen_never_awaited(px_gen *gen, const char *method);
#endif

#endif
