/* Exceptions that are caught by a handler that neither looks at them nor runs code that could. */
#ifndef PX_QUIET_H
#define PX_QUIET_H
#include "px/base.h"

/* Whether the exception in flight is of a builtin class that `type` (which may be NULL) catches, and nobody else has it; or the
 * mark. It stays in flight. */
PX_API PX_COLD int px_exc_quiet(PyObject *type);

/* Raises the mark: it stands for an exception that a quiet handler catches, and nobody else ever sees it. */
PX_API PX_COLD void px_raise_quiet(void);

/* Whether `type` catches exceptions of class `raised`, both being builtin. They may be NULL. */
PX_API PX_COLD int px_exc_fits(PyObject *raised, PyObject *type);

/* Takes it out of flight. New reference: to be released where the handler ends. */
PX_API PX_COLD PyObject *px_exc_take_quiet(void);

PX_INLINE void px_exc_drop(PyObject *taken) { Py_DECREF(taken); }

/* Whether a class, which may be NULL, catches the exceptions of failed look-ups. */
PX_INLINE int px_exc_catches_key(PyObject *type) {
    return type == PyExc_KeyError || type == PyExc_LookupError || type == PyExc_Exception;
}

PX_INLINE int px_exc_catches_index(PyObject *type) {
    return type == PyExc_IndexError || type == PyExc_LookupError || type == PyExc_Exception;
}

/* Whether releasing one reference surely runs no code. */
PX_INLINE int px_dies_quietly(PyObject *o) {
    return Py_REFCNT(o) > 1 || PyLong_CheckExact(o) || PyUnicode_CheckExact(o) || PyFloat_CheckExact(o);
}

#endif
