/* Generators, coroutines and asynchronous generators: one object with the frame of the suspended function behind it.
 *
 * What is compiled for `def count(n): ... yield ...` is a frame, a row about it and a function that resumes it:
 *
 *   typedef struct px_frame_count {
 *       px_gen gen;                       the head, always first
 *       PyObject *n; long i; ...          what lives across suspensions, arguments included
 *   } px_frame_count;
 *   static const uint16_t px_slots_count[] = {offsetof(px_frame_count, n), ...};    every field that owns an object
 *   static const uint32_t px_lines_count[] = {7, 9, 12};                            by state: where it is suspended
 *   static PySendResult px_resume_count(px_gen *gen, PyObject *sent, PyObject **result) {
 *       px_frame_count *frame = (px_frame_count *)gen;
 *       switch (gen->at) { case 0: goto start; case 1: goto resume_1; ... }
 *       ...
 *   }
 *   static const px_frame_type px_frame_type_count = {px_resume_count, sizeof(px_frame_count), ...};
 *
 * Calling the function makes the object, and fills in what the body starts from:
 *
 *   px_gen *gen = px_gen_new(&px_state, &px_frame_type_count, self, NULL);
 *   if (gen) ((px_frame_count *)gen)->n = Py_NewRef(n);
 *
 * The resume function
 *   - starts at state 0, and goes on after suspension `gen->at` otherwise. Whatever the state, `sent` is either the value of
 *     the suspension (borrowed; None at the start), or NULL: the exception in flight is raised there. At the start its
 *     traceback entry is that of the `def` line;
 *   - suspends by storing what is alive into the frame, a state from 1 on into `gen->at` and a new reference into `*result`,
 *     and returning PYGEN_NEXT;
 *   - ends with PYGEN_RETURN and a new reference in `*result`, or with PYGEN_ERROR, an exception set and NULL there. It has
 *     released all that the frame owned by then.
 *
 * While it is suspended, every slot holds an owned reference or NULL; slots are NULL in a new object. While it runs and after
 * the end nobody but the resume function looks at the slots. The runtime sets up and takes down everything else: the flag
 * against re-entry, the exception state (what is handled inside is apart from what the caller handles, so handlers do
 * nothing special around a suspension), the recursion limit, StopIteration that leaves the body (PEP 479).
 *
 * `yield from` and `await` do not loop in compiled code:
 *
 *   iterator = px_yield_from_iter(gen, operand);      or px_await_iter(gen, operand), ...: see await.h
 *   status = px_gen_delegate(gen, iterator);           takes the reference; -1: it raised
 *   value = px_gen_take(gen);                          new reference
 *   if (status) value = <suspend with value>;          what the suspension gives is the result of the whole
 *
 * While `gen->delegate` is there, the runtime sends, throws and closes into that, passes on what it yields, and resumes the
 * frame only with its final value or exception. Native ones are resumed directly, no StopIteration is made.
 *
 * In these, the generator is an object for compiled code. A `yield` of an asynchronous generator is a plain suspension. (The
 * runtime knows it by there being no delegate.) */
#ifndef PX_GENERATOR_H
#define PX_GENERATOR_H
#include "px/module.h"

#include <stddef.h>

struct px_gen;

typedef PySendResult (*px_resume)(struct px_gen *gen, PyObject *sent, PyObject **result);

/* What kind of function it is. */
enum {
    PX_GENERATOR,
    PX_COROUTINE,
    PX_ASYNC_GENERATOR,
    PX_ITERABLE_COROUTINE, /* a coroutine that can be iterated, and awaited: directive `iterable_coroutine` */
    PX_GENERATOR_KINDS
};

/* A function that can be suspended; constant. */
typedef struct px_frame_type {
    px_resume resume;
    uint32_t size;                      /* of the frame, head included */
    uint32_t func;                      /* number in the table of functions: name, code object */
    uint16_t kind;
    uint16_t n_slots;                   /* object slots: */
    const uint16_t *slots;              /* their offsets in the frame */
    const uint32_t *lines;              /* source line by state; item 0 is the line of `def` */
    void (*release)(struct px_gen *gen); /* releases what is no object (C++ values, views) in a frame that dies while it is
                                           suspended; NULL where there is nothing */
    uint16_t n_names;                   /* so many of the first slots are local variables that have a name: */
    const uint32_t *names;              /* constants: str. A slot that holds a cell stands for what is in it */
} px_frame_type;

/* All fields that are objects may be NULL unless said otherwise. Compiled code uses `at` only. */
typedef struct px_gen {
    PyObject_VAR_HEAD
    px_resume resume;
    int32_t at;          /* 0: not started; from 1 on: suspended there; -1: at the end */
    char running;
    char running_async;  /* an asend() or athrow() is under way */
    char hooks_inited;   /* the hooks of sys.set_asyncgen_hooks() have been asked for */
    char closed;         /* asynchronous generators: by aclose(), or by what ended it */
    PyObject *delegate;  /* what `yield from` or `await` is in */
    PyObject *value;     /* on the way from px_gen_delegate to px_gen_take */
    const px_frame_type *type;
    px_module *module;
    PyObject *function;  /* the function object: keeps the closure, has the code object */
    PyObject *closure;   /* tuple of cells */
    PyObject *name;      /* never NULL */
    PyObject *qualname;  /* never NULL */
    PyObject *code;
    PyObject *origin;    /* coroutines: where it was made; asynchronous generators: the finaliser hook */
    PyObject *weakrefs;
    PyObject *frame;     /* what gi_frame is, made when asked for in state `frame_at` */
    int32_t frame_at;
    _PyErr_StackItem exc_state;
} px_gen;

/* A new object, not started, with an empty frame. `function` is the function object that was called, or NULL (generator
 * expressions); `closure` a tuple of cells or NULL, that of the function if there is one. Both are borrowed. New
 * reference, or NULL. */
PX_API px_gen *px_gen_new(px_module *m, const px_frame_type *type, PyObject *function, PyObject *closure);

/* The same, as an object. */
PX_INLINE PyObject *px_gen_make(px_module *m, const px_frame_type *type, PyObject *function, PyObject *closure) {
    return (PyObject *)px_gen_new(m, type, function, closure);
}

/* The value of a suspension. New reference, or NULL where an exception is to be raised. */
PX_INLINE PyObject *px_gen_sent(PyObject *sent) { return Py_XNewRef(sent); }

/* The cell at a place of the closure; borrowed. */
PX_INLINE PyObject *px_gen_cell(PyObject *gen, Py_ssize_t index) {
    return PyTuple_GET_ITEM(((px_gen *)gen)->closure, index);
}

/* Starts an iterator on behalf of the generator. Steals it. 1: it has yielded; 0: it is at its end; then px_gen_take gives
 * the value. -1: it raised. */
PX_API int px_gen_delegate(PyObject *gen, PyObject *iterator);

/* What px_gen_delegate left. New reference, never NULL. */
PX_INLINE PyObject *px_gen_take(PyObject *gen) {
    PyObject *value = ((px_gen *)gen)->value;
    ((px_gen *)gen)->value = NULL;
    return value;
}

#endif
