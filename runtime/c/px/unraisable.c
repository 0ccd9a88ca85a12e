#include "px/unraisable.h"

#include "px/exc_state.h"

PX_API PX_COLD void px_unraisable(const char *where, int traceback) {
    PyObject *exc = px_exc_take(), *name;
    if (!exc) return;
    name = PyUnicode_FromString(where);
    if (!name) PyErr_Clear();
    px_exc_put(exc);
    /* The exception with its traceback, as for one that nobody caught; but it does not end the program. */
    if (traceback && !PyErr_ExceptionMatches(PyExc_SystemExit)) {
        Py_INCREF(exc);
        PyErr_PrintEx(0);
        px_exc_put(exc);
    }
    PyErr_WriteUnraisable(name);
    Py_XDECREF(name);
}

PX_API PX_COLD void px_unraisable_nogil(const char *where, int traceback) {
    PyGILState_STATE gil = PyGILState_Ensure();
    px_unraisable(where, traceback);
    PyGILState_Release(gil);
}

PX_API int px_exc_occurred_nogil(void) {
    PyGILState_STATE gil = PyGILState_Ensure();
    int occurred = PyErr_Occurred() != NULL;
    PyGILState_Release(gil);
    return occurred;
}
