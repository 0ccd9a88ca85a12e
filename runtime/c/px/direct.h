/* Direct calls of functions of the same module. The C function takes numbers for some parameters. If its result is a number,
 * it returns that; one certain number says that the px_value tells what there is: an object, or that number. A function whose
 * result is no number returns a status, -1 where it raised, and leaves an object. */
#ifndef PX_DIRECT_H
#define PX_DIRECT_H
#include "px/calls.h"
#include "px/function.h"
#include "px/globals.h"

typedef struct px_value {
    int kind; /* 0: a number was returned; 1: an object is here */
    PyObject *object;
} px_value;

/* Whether an object is a function that was made from this entry of the module's table. */
PX_INLINE int px_is_function(PyObject *o, px_module *m, int index) {
    return Py_TYPE(o) == m->function_type && ((px_function *)o)->def == m->def->funcs + index;
}

/* Whether the global that has the name of such a function is one. */
PX_API int px_global_is_other(px_module *m, px_cache *cache, int index);

PX_INLINE PyObject *px_function_name(px_module *m, int index) { return m->consts[m->def->funcs[index].name]; }

PX_INLINE int px_global_is(px_module *m, px_cache *cache, int index) {
#if PX_DICT_VERSIONS
    if (px_likely(((PyDictObject *)m->dict)->ma_version_tag == cache->tag)) return 1;
#elif PX_INSTANCES
    {
        PyObject *value = px_dict_at(m->dict, px_function_name(m, index), cache->tag);
        if (px_likely(value != NULL)) return px_is_function(value, m, index);
    }
#endif
    return px_global_is_other(m, cache, index);
}

/* The certain number itself is returned. */
PX_INLINE void px_put_number(px_value *value) { value->kind = 0; }

/* Steals the reference. */
PX_INLINE void px_put_object(px_value *value, PyObject *o) {
    value->kind = 1;
    value->object = o;
}

/* What there is where the certain number was returned; -1 where the call raised. */
PX_INLINE int px_call_kind(px_value *value) { return PyErr_Occurred() ? -1 : value->kind; }

/* New reference: the one that was put there. */
PX_INLINE PyObject *px_take_object(px_value *value) { return value->object; }

/* The status as of an operation: -1 where the call raised. */
PX_INLINE int px_call_status(int status) { return status < 0 ? -1 : 0; }

#endif
