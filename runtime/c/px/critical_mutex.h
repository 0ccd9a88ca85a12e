/* Critical sections of locks. With the GIL there is nothing to do, as for objects. */
#ifndef PX_CRITICAL_MUTEX_H
#define PX_CRITICAL_MUTEX_H
#include "px/mutex.h"

/* Begins one; `b` may be NULL. What ends it, or NULL with an exception. */
PX_INLINE void *px_critical_enter_mutex(void *a, void *b) {
#if !defined(Py_GIL_DISABLED)
    static char nothing;
    (void)a, (void)b;
    return &nothing;
#elif PY_VERSION_HEX >= 0x030E00B1
    PyCriticalSection2 *section = (PyCriticalSection2 *)PyMem_RawMalloc(sizeof(PyCriticalSection2));
    if (section)
        PyCriticalSection2_BeginMutex(section, (px_mutex *)a, (px_mutex *)(b ? b : a));
    else
        PyErr_NoMemory();
    return section;
#else
    /* Both are held to the end; in the order of their addresses, so that nobody waits in a circle. */
    void **pair = (void **)PyMem_RawMalloc(2 * sizeof(void *));
    if (!pair) return PyErr_NoMemory();
    pair[0] = b && b < a ? b : a;
    pair[1] = b == a ? NULL : b && b < a ? a : b;
    px_mutex_acquire(pair[0]);
    if (pair[1]) px_mutex_acquire(pair[1]);
    return pair;
#endif
}

PX_INLINE void px_critical_leave_mutex(void *section) {
#if !defined(Py_GIL_DISABLED)
    (void)section;
#elif PY_VERSION_HEX >= 0x030E00B1
    PyCriticalSection2_End((PyCriticalSection2 *)section);
    PyMem_RawFree(section);
#else
    void **pair = (void **)section;
    if (pair[1]) px_mutex_release(pair[1]);
    px_mutex_release(pair[0]);
    PyMem_RawFree(pair);
#endif
}

#endif
