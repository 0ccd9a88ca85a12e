/* The types of generators, coroutines, asynchronous generators and of what these hand out. */
#ifndef PX_GEN_TYPES_H
#define PX_GEN_TYPES_H
#include "px/generator.h"

/* Numbers of types; first those of the objects themselves, which are the kinds. */
enum {
    PX_GEN_WRAPPER = PX_GENERATOR_KINDS, /* what `__await__` of a coroutine gives */
    PX_GEN_ASEND,                        /* what `__anext__` and `asend` of an asynchronous generator give */
    PX_GEN_ATHROW,                       /* what `athrow` and `aclose` give */
    PX_GEN_MARKED                        /* generators that types.coroutine() has made awaitable */
};

/* A type by its number; made when first needed. Borrowed, or NULL. */
PX_API PyTypeObject *px_gen_type(px_module *m, int number);

/* Whether an object can be resumed directly: a generator or coroutine of compiled code. */
PX_INLINE int px_gen_native(px_module *m, PyObject *o) {
    PyTypeObject *type = Py_TYPE(o);
    return type == m->gen_types[PX_GENERATOR] || type == m->gen_types[PX_COROUTINE] ||
           type == m->gen_types[PX_ITERABLE_COROUTINE] || type == m->gen_types[PX_GEN_MARKED];
}

/* Whether it is a coroutine of compiled code. */
PX_INLINE int px_gen_is_coroutine(px_module *m, PyObject *o) {
    PyTypeObject *type = Py_TYPE(o);
    return type == m->gen_types[PX_COROUTINE] || type == m->gen_types[PX_ITERABLE_COROUTINE];
}

#endif
