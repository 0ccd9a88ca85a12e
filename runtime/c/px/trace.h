/* Events for profilers and tracers, from functions that are compiled with `profile` or `linetrace`.
 *
 * As with Cython, calls are reported where CYTHON_PROFILE is not 0, lines (and calls to tracers) where CYTHON_TRACE is 1, and what
 * runs without the GIL where CYTHON_TRACE_NOGIL is 1, too. */
#ifndef PX_TRACE_H
#define PX_TRACE_H
#include "px/module.h"

#ifndef CYTHON_TRACE
#define CYTHON_TRACE 0
#endif
#ifndef CYTHON_TRACE_NOGIL
#define CYTHON_TRACE_NOGIL 0
#endif
#ifndef CYTHON_PROFILE
#define CYTHON_PROFILE 1
#endif

/* What is asked for, as flags. */
#define PX_TRACE_CALLS 1
#define PX_TRACE_LINES 2
#define PX_TRACE_NOGIL 4
#define PX_TRACE_WANTED \
    ((CYTHON_PROFILE ? PX_TRACE_CALLS : 0) | (CYTHON_TRACE ? PX_TRACE_LINES : 0) | \
     (CYTHON_TRACE && CYTHON_TRACE_NOGIL ? PX_TRACE_NOGIL : 0))

/* One call. */
typedef struct px_trace {
    struct px_trace *outer;
    PyObject *frame; /* NULL where nobody listens */
    int wanted;
} px_trace;

/* The call of a function of the table begins; the body of the module where it is negative. 0, or -1 with an exception. */
PX_API int px_trace_enter(px_trace *trace, px_module *m, int func, int wanted, int nogil);

/* The call ends: with an exception in flight, or with a result (NULL: one that is no object). 0, or -1 with an exception where there
 * was none before. */
PX_API int px_trace_leave(px_trace *trace, PyObject *result, int nogil);

/* The innermost call of this thread gets to a line. 0, or -1 with an exception. Can be called without the GIL. */
PX_API int px_trace_at(int line);

/* What a listener raises in a call that cannot fail is printed. */
PX_API void px_trace_unraisable(int nogil);

PX_INLINE int px_trace_line(int line) { return CYTHON_TRACE ? px_trace_at(line) : 0; }

#endif
