/* What `yield from`, `await`, `async for` and `async with` begin with: iterators for px_gen_delegate.
 *
 *   await x               it = px_await_iter(gen, x); delegate
 *   async for v in x      i = px_aiter(x); then for each item: it = px_anext(gen, i); delegate; the item is the value. The
 *                         loop ends where px_anext or the delegation raises StopAsyncIteration
 *   async with m as v     exit = px_async_exit_of(m); it = px_async_enter(gen, m); delegate; v is the value. At the end
 *                         it = px_async_exit(gen, exit, exc), or px_async_exit_none(gen, exit); delegate; an exception is
 *                         swallowed where the value is true
 *
 * All give a new reference, or NULL with an exception. `gen` is the generator that the code stands in. */
#ifndef PX_AWAIT_H
#define PX_AWAIT_H
#include "px/generator.h"

/* The iterator of `yield from operand`. */
PX_API PyObject *px_yield_from_iter(PyObject *gen, PyObject *operand);

/* The iterator of `await operand`. */
PX_API PyObject *px_await_iter(PyObject *gen, PyObject *operand);

/* The asynchronous iterator of `async for ... in operand`. */
PX_API PyObject *px_aiter(PyObject *operand);

/* The iterator of the awaitable that `iterator.__anext__()` gives. */
PX_API PyObject *px_anext(PyObject *gen, PyObject *iterator);

/* The bound `__aexit__` of a manager, after a look whether there is an `__aenter__`. */
PX_API PyObject *px_async_exit_of(PyObject *manager);

/* The iterator of the awaitable that `manager.__aenter__()` gives. */
PX_API PyObject *px_async_enter(PyObject *gen, PyObject *manager);

/* The iterator of the awaitable that `exit(type, exc, traceback)` gives. */
PX_API PyObject *px_async_exit(PyObject *gen, PyObject *exit, PyObject *exc);

/* The same of `exit(None, None, None)`. */
PX_API PyObject *px_async_exit_none(PyObject *gen, PyObject *exit);

/* What ends an `async for`. Borrowed. */
PX_INLINE PyObject *px_stop_async_iteration(void) { return PyExc_StopAsyncIteration; }

#endif
