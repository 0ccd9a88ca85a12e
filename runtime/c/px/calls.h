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

/* 0, or -1 with a RecursionError. */
PX_INLINE int px_calls_enter(PyThreadState *thread) {
    if (px_unlikely(!PX_CALLS_LEFT(thread))) return Py_EnterRecursiveCall("") ? -1 : 0;
    PX_CALLS_ADD(thread, -1);
    return 0;
}

/* After a call that was entered. */
PX_INLINE void px_calls_leave(PyThreadState *thread) {
#if defined(Py_LIMITED_API) || PY_VERSION_HEX >= 0x030E0000
    (void)thread;
    Py_LeaveRecursiveCall();
#else
    PX_CALLS_ADD(thread, 1);
#endif
}

#endif
