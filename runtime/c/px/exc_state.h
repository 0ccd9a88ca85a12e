/* The exception in flight, taken out and put back, on every supported Python. */
#ifndef PX_EXC_STATE_H
#define PX_EXC_STATE_H
#include "px/base.h"

/* Takes the exception in flight, normalised and with its traceback. New reference, or NULL where there is none. */
PX_INLINE PyObject *px_exc_take(void) {
#if PY_VERSION_HEX >= 0x030C0000
    return PyErr_GetRaisedException();
#else
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (!type) return NULL;
    PyErr_NormalizeException(&type, &value, &traceback);
    /* Without one its own is out of date: the interpreter takes the frames of an import away. */
    PyException_SetTraceback(value, traceback ? traceback : Py_None);
    Py_XDECREF(traceback);
    Py_DECREF(type);
    return value;
#endif
}

/* Makes it the one in flight as it is, without a context. Steals. */
PX_INLINE void px_exc_put(PyObject *exc) {
#if PY_VERSION_HEX >= 0x030C0000
    PyErr_SetRaisedException(exc);
#else
    PyErr_Restore(Py_NewRef((PyObject *)Py_TYPE(exc)), exc, PyException_GetTraceback(exc));
#endif
}

#endif
