/* Direct calls of functions of the same module. The C function takes numbers for some parameters and tells by a status what
 * it leaves in a px_value: 0 a number, 1 an object, -1 nothing, since it raised. */
#ifndef PX_DIRECT_H
#define PX_DIRECT_H
#include "px/calls.h"
#include "px/function.h"
#include "px/globals.h"

typedef union px_value {
    long long word;
    double number;
    PyObject *object;
} px_value;

/* Whether an object is a function that was made from this entry of the module's table. */
PX_INLINE int px_is_function(PyObject *o, px_module *m, int index) {
    return Py_TYPE(o) == m->function_type && ((px_function *)o)->def == m->def->funcs + index;
}

/* Whether the global of this name is such a function. */
PX_API int px_global_is_other(px_module *m, PyObject *name, px_cache *cache, int index);

PX_INLINE int px_global_is(px_module *m, PyObject *name, px_cache *cache, int index) {
#if PX_DICT_VERSIONS
    (void)name, (void)index;
    if (px_likely(((PyDictObject *)m->dict)->ma_version_tag == cache->tag)) return 1;
#elif PX_INSTANCES
    {
        PyObject *value = px_dict_at(m->dict, name, cache->tag);
        if (px_likely(value != NULL)) return px_is_function(value, m, index);
    }
#endif
    return px_global_is_other(m, name, cache, index);
}

PX_INLINE void px_put_word(px_value *value, long long word) { value->word = word; }

PX_INLINE void px_put_number(px_value *value, double number) { value->number = number; }

/* Steals the reference. */
PX_INLINE void px_put_object(px_value *value, PyObject *o) { value->object = o; }

PX_INLINE long long px_take_word(px_value *value) { return value->word; }

PX_INLINE double px_take_number(px_value *value) { return value->number; }

/* New reference: the one that was put there. */
PX_INLINE PyObject *px_take_object(px_value *value) { return value->object; }

/* The status as of an operation: -1 where the call raised. */
PX_INLINE int px_call_status(int status) { return status < 0 ? -1 : 0; }

#endif
