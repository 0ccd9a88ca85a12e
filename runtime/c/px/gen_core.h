/* Resuming generators of all kinds: what their methods are made from. */
#ifndef PX_GEN_CORE_H
#define PX_GEN_CORE_H
#include "px/generator.h"

/* Resumes with a value, or with the exception in flight where `sent` is NULL. A delegate gets the value first; an exception
 * goes to the frame, and the delegate is dropped. Raises for a generator that cannot go on. */
PX_API PySendResult px_gen_resume(px_gen *gen, PyObject *sent, PyObject **result);

/* Ends one that is not running, and releases its frame. */
PX_API void px_gen_drop(px_gen *gen);

/* Is it at its end? */
PX_INLINE int px_gen_finished(px_gen *gen) { return gen->at < 0 && !gen->running; }

/* Is it suspended (and has been started)? */
PX_INLINE int px_gen_suspended(px_gen *gen) { return gen->at > 0 && !gen->running; }

/* Has it not been started? */
PX_INLINE int px_gen_created(px_gen *gen) { return gen->at == 0 && !gen->running; }

/* Raises StopIteration with a value. */
PX_API void px_gen_stop(PyObject *value);

/* What a method returns for the outcome of a resumption: an end becomes StopIteration or StopAsyncIteration. Steals. */
PX_API PyObject *px_gen_outcome(px_gen *gen, PySendResult status, PyObject *result);

/* An exception as `throw` gets it; the last two may be NULL. */
typedef struct px_thrown {
    PyObject *type, *value, *traceback;
} px_thrown;

/* `throw`. `close_delegate`: whether GeneratorExit closes what it is in (else it is thrown in there too). */
PX_API PySendResult px_gen_throw_in(px_gen *gen, int close_delegate, const px_thrown *thrown, PyObject **result);

/* The arguments of a `throw` method: 0, or -1. */
PX_API int px_gen_thrown(PyObject *const *args, Py_ssize_t n, px_thrown *thrown);

#endif
