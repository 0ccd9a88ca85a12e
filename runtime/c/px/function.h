/* The function object: what `def` makes. It looks like a Python function to all but `isinstance`. */
#ifndef PX_FUNCTION_H
#define PX_FUNCTION_H
#include "px/module.h"
#include "px/shared.h"

/* All objects from `doc` on may be NULL. Those from `name` to `dict` stand one after the other. */
typedef struct px_function {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    px_module *state;
    const px_func *def;
    PyObject *name;
    PyObject *qualname;
    PyObject *globals;
    PyObject *doc;
    PyObject *module;
    PyObject *defaults;    /* tuple */
    PyObject *kwdefaults;  /* dict */
    PyObject *annotations; /* dict, or a tuple of names and texts in turn until somebody asks */
    PyObject *closure;     /* tuple of cells */
    PyObject *type_params; /* tuple */
    PyObject *code;        /* made when asked for */
    PyObject *dict;
    PyObject *weakrefs;
} px_function;

/* A function object for entry `index` of the module's table. The others are borrowed and may be NULL.
 * New reference, or NULL. */
PX_API PyObject *px_function_new(px_module *m, int index, PyObject *defaults, PyObject *kwdefaults,
                                 PyObject *annotations, PyObject *closure);

/* The cell at a place of the closure; borrowed. */
PX_INLINE PyObject *px_function_cell(PyObject *function, Py_ssize_t index) {
    return PyTuple_GET_ITEM(((px_function *)function)->closure, index);
}

#endif
