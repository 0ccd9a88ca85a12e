/* Python classes. A class statement prepares a state, runs the body as a C function over its namespace, and finishes:
 * the metaclass is called. */
#ifndef PX_CLASS_H
#define PX_CLASS_H
#include "px/module.h"

/* Resolves bases and metaclass and makes the namespace, with __module__ and __qualname__ in it. Keywords may be NULL.
 * The state is a tuple (metaclass, bases, bases as written, namespace, keywords or None). New reference, or NULL. */
PX_API PyObject *px_class_prepare(px_module *m, PyObject *name, PyObject *qualname, PyObject *bases, PyObject *keywords,
                                  int line);

/* The namespace of a state; borrowed. */
PX_INLINE PyObject *px_class_namespace(PyObject *state) { return PyTuple_GET_ITEM(state, 3); }

/* Calls the metaclass. Functions that `type` makes class or static methods by their name are made so here, since `type` only
 * knows the interpreter's functions. The cell of __class__ is what the body returned, or None. New reference, or NULL. */
PX_API PyObject *px_class_finish(px_module *m, PyObject *state, PyObject *name, PyObject *cell);

/* Names of a class body: in its namespace. 0, or -1 with an exception. */
PX_API int px_name_set(PyObject *ns, PyObject *name, PyObject *value);
PX_API int px_name_del(PyObject *ns, PyObject *name);

/* A free variable read in a class body: the namespace comes first. New reference, or NULL. */
PX_API PyObject *px_name_deref(PyObject *ns, PyObject *name, PyObject *cell);

/* Stores `__static_attributes__` where the version has it. 0, or -1 with an exception. */
PX_API int px_class_static_attributes(PyObject *ns, PyObject *names);

/* `name: annotation` in a class body. Without a name only the dict is made. 0, or -1 with an exception. */
PX_API int px_class_annotate(PyObject *ns, PyObject *name, PyObject *annotation);

#endif
