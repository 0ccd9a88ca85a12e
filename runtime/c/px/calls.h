/* Calls count towards the recursion limit, as those of Python functions do: endless recursion is an exception. The counter
 * is a field of the thread's state in some versions; close to the limit the function of CPython decides. */
#ifndef PX_CALLS_H
#define PX_CALLS_H
#include "px/base.h"

#if defined(Py_LIMITED_API) || PY_VERSION_HEX >= 0x030E0000
#define PX_CALLS_LEFT(thread) 0
#define PX_CALLS_ADD(thread, n) ((void)(thread))
#elif PY_VERSION_HEX >= 0x030C0000
#define PX_CALLS_LEFT(thread) ((thread)->c_recursion_remaining > 1)
#define PX_CALLS_ADD(thread, n) ((thread)->c_recursion_remaining += (n))
#else
#define PX_CALLS_LEFT(thread) ((thread)->recursion_remaining > 1)
#define PX_CALLS_ADD(thread, n) ((thread)->recursion_remaining += (n))
#endif

/* Where calls of Python functions have a limit of their own, that of sys.setrecursionlimit(), compiled ones count for both. */
#if !defined(Py_LIMITED_API) && PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030E0000
#define PX_CALLS_PYTHON 1
static PX_UNUSED PX_COLD int px_calls_too_deep(void) {
    PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
    return -1;
}
#endif

/* 0, or -1 with a RecursionError. */
PX_INLINE int px_calls_enter(PyThreadState *thread) {
#if defined(PX_CALLS_PYTHON)
    if (px_unlikely(thread->py_recursion_remaining <= 0)) return px_calls_too_deep();
#endif
    if (px_likely(PX_CALLS_LEFT(thread)))
        PX_CALLS_ADD(thread, -1);
    else if (Py_EnterRecursiveCall(""))
        return -1;
#if defined(PX_CALLS_PYTHON)
    thread->py_recursion_remaining--;
#endif
    return 0;
}

/* After a call that was entered. */
PX_INLINE void px_calls_leave(PyThreadState *thread) {
#if defined(Py_LIMITED_API) || PY_VERSION_HEX >= 0x030E0000
    (void)thread;
    Py_LeaveRecursiveCall();
#else
    PX_CALLS_ADD(thread, 1);
#if defined(PX_CALLS_PYTHON)
    thread->py_recursion_remaining++;
#endif
#endif
}

#endif
