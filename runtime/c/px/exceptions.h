/* Raising, catching, handling. */
#ifndef PX_EXCEPTIONS_H
#define PX_EXCEPTIONS_H
#include "px/exc_state.h"

/* `raise value`; a class is instantiated. Always fails. */
PX_API PX_COLD void px_raise(PyObject *value);

/* `raise value from cause`. Always fails. */
PX_API PX_COLD void px_raise_from(PyObject *value, PyObject *cause);

/* A bare `raise`. Always fails. */
PX_API PX_COLD void px_reraise(void);

/* `except type:` for an exception: 0, 1, or -1 where `type` is no class or tuple of classes. */
PX_API int px_exc_matches(PyObject *exc, PyObject *type);

/* Puts an exception that was caught back as the one in flight. Steals. */
PX_INLINE void px_rethrow(PyObject *exc) { px_exc_put(exc); }

/* The exception in flight is taken out of flight. New reference. */
PX_INLINE PyObject *px_exc_fetch(void) { return px_exc_take(); }

PX_INLINE int px_exc_occurred(void) { return PyErr_Occurred() != NULL; }

/* Makes an exception the one being handled. Returns what was handled before: a new reference, or NULL. */
PX_INLINE PyObject *px_exc_enter(PyObject *exc) {
    _PyErr_StackItem *info = PyThreadState_Get()->exc_info;
    PyObject *before = info->exc_value;
    info->exc_value = Py_NewRef(exc);
    return before;
}

/* What is being handled now: what `px_exc_enter` would return. New reference, or NULL. */
PX_INLINE PyObject *px_exc_current(void) { return Py_XNewRef(PyThreadState_Get()->exc_info->exc_value); }

/* Ends handling: what was handled before is handled again. Steals. */
PX_INLINE void px_exc_leave(PyObject *before) {
    _PyErr_StackItem *info = PyThreadState_Get()->exc_info;
    PyObject *exc = info->exc_value;
    info->exc_value = before;
    Py_XDECREF(exc);
}

#endif
