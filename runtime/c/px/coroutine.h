/* What only coroutines have. */
#ifndef PX_COROUTINE_H
#define PX_COROUTINE_H
#include "px/gen_core.h"

/* Notes where a new coroutine was made, if sys.set_coroutine_origin_tracking_depth() asks for it. 0, or -1. */
PX_API int px_coroutine_made(px_gen *coroutine);

/* Warns that a coroutine was never awaited. */
PX_API PX_COLD void px_coroutine_never_awaited(PyObject *coroutine);

/* The iterator that `__await__` gives. New reference, or NULL. The slot is for `await` alone, the method for all others. */
PX_API PyObject *px_coroutine_await(PyObject *coroutine);
PX_API PyObject *px_coroutine_await_method(PyObject *coroutine, PyObject *none);

/* The spec of that iterator's type. */
PX_API PyType_Spec *px_coroutine_wrapper_spec(void);

#endif
