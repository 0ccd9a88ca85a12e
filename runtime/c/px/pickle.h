/* Pickling of extension types whose C attributes are all that there is to store.
 *
 * The unit has a `px_pickle` for each such class. `__reduce_cython__` gives `(unpickle, (type, checksum, state))`, where the checksum
 * is that of the names of the attributes: data of a class with others is refused. */
#ifndef PX_PICKLE_H
#define PX_PICKLE_H
#include "px/module.h"

typedef struct px_pickle {
    const char *names;               /* of the attributes, sorted, with a space between */
    const char *objects;             /* a digit for each: 1 for objects */
    PyObject *(*get)(PyObject *);    /* the tuple of the attributes; NULL where pickling is refused */
    int (*set)(PyObject *, PyObject *);
    PyTypeObject **type;
    PyMethodDef *reduce;             /* `__reduce_cython__`, `__setstate_cython__`, */
    PyMethodDef *setstate;
    PyMethodDef *unpickle;           /* and the function of the module */
    const char *why;                 /* the message of a refusal */
} px_pickle;

PX_API PyObject *px_pickle_reduce(px_module *m, const px_pickle *p, PyObject *self);
PX_API PyObject *px_pickle_setstate(const px_pickle *p, PyObject *self, PyObject *state);
PX_API PyObject *px_pickle_restore(const px_pickle *p, PyObject *args);
/* Gives the methods to a new type, unless a base pickles in its own way. 0, or -1. */
PX_API int px_pickle_install(px_module *m, const px_pickle *p);

/* The functions that Python calls, for class `n`. */
#define PX_PICKLE(n, function) \
    static PyObject *px_reduce_##n(PyObject *self, PyObject *none); \
    static PyObject *px_setstate_##n(PyObject *self, PyObject *state); \
    static PyObject *px_unpickle_##n(PyObject *self, PyObject *args); \
    static PyMethodDef px_reduce_def_##n = {"__reduce_cython__", px_reduce_##n, METH_NOARGS, NULL}; \
    static PyMethodDef px_setstate_def_##n = {"__setstate_cython__", px_setstate_##n, METH_O, NULL}; \
    static PyMethodDef px_unpickle_def_##n = {function, px_unpickle_##n, METH_VARARGS, NULL};

#define PX_PICKLE_FUNCTIONS(n, module) \
    static PyObject *px_reduce_##n(PyObject *self, PyObject *none) { \
        (void)none; \
        return px_pickle_reduce(module, &px_pickle_##n, self); \
    } \
    static PyObject *px_setstate_##n(PyObject *self, PyObject *state) { \
        return px_pickle_setstate(&px_pickle_##n, self, state); \
    } \
    static PyObject *px_unpickle_##n(PyObject *self, PyObject *args) { \
        (void)self; \
        return px_pickle_restore(&px_pickle_##n, args); \
    }

#endif
