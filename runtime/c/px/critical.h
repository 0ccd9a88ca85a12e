/* Critical sections: one thread at a time, for one or two objects. With the GIL there is nothing to do. */
#ifndef PX_CRITICAL_H
#define PX_CRITICAL_H
#include "px/base.h"

/* Begins one; `b` may be NULL. What ends it, or NULL with an exception. */
PX_INLINE void *px_critical_enter(PyObject *a, PyObject *b) {
#if defined(Py_GIL_DISABLED)
    PyCriticalSection2 *section = PyMem_RawMalloc(sizeof(PyCriticalSection2));
    if (section)
        PyCriticalSection2_Begin(section, a, b ? b : a);
    else
        PyErr_NoMemory();
    return section;
#else
    static char nothing;
    (void)a, (void)b;
    return &nothing;
#endif
}

PX_INLINE void px_critical_leave(void *section) {
#if defined(Py_GIL_DISABLED)
    PyCriticalSection2_End((PyCriticalSection2 *)section);
    PyMem_RawFree(section);
#else
    (void)section;
#endif
}

#endif
