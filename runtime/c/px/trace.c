#include "px/trace.h"

#include "px/exc_state.h"

#include <frameobject.h>

#if defined(_MSC_VER)
#define PX_TRACE_LOCAL __declspec(thread)
#else
#define PX_TRACE_LOCAL __thread
#endif

/* The innermost call that is reported, in this thread. */
static PX_TRACE_LOCAL px_trace *px_trace_top = NULL;

/* The start of a frame object. The line of a frame that the interpreter does not run is what this field says. */
typedef struct px_trace_frame {
    PyObject_HEAD
    PyObject *back;
    void *data;
    PyObject *trace;
    int line;
    char lines;
} px_trace_frame;

#if PY_VERSION_HEX < 0x030F0000
static px_trace_frame *px_trace_fields(PyObject *frame) { return (px_trace_frame *)(void *)frame; }
#else
/* Nothing is known about later versions: all lines are that of the function. */
static px_trace_frame *px_trace_fields(PyObject *frame) {
    static px_trace_frame nothing = {0};
    (void)frame;
    nothing.lines = 1;
    return &nothing;
}
#endif

static int px_trace_first(px_module *m, int func) { return func < 0 ? 1 : (int)m->def->funcs[func].line; }

/* Profilers tell functions apart by their code objects: by address of the row. Borrowed, or NULL. */
static PyCodeObject *px_trace_code(px_module *m, int func) {
    static PyObject *known = NULL;
    const px_func *row = func < 0 ? NULL : m->def->funcs + func;
    PyObject *key, *code;
    const char *name;
    if (!known && !(known = PyDict_New())) return NULL;
    key = PyLong_FromVoidPtr((void *)row);
    if (!key) return NULL;
    code = PyDict_GetItemWithError(known, key);
    name = row ? PyUnicode_AsUTF8(m->consts[row->name]) : "<module>";
    if (!code && name && !PyErr_Occurred()) {
        code = (PyObject *)PyCode_NewEmpty(m->def->files[row ? row->file : 0], name, px_trace_first(m, func));
        if (code && PyDict_SetItem(known, key, code) < 0) Py_CLEAR(code);
        Py_XDECREF(code);
    }
    Py_DECREF(key);
    return (PyCodeObject *)(void *)code;
}

/* Calls one listener. What is in flight stays in flight, unless the listener raises. */
static int px_trace_tell(PyThreadState *ts, Py_tracefunc listener, PyObject *self, PyObject *frame, int what,
                         PyObject *arg) {
    PyObject *exc = px_exc_take();
    int status;
    Py_INCREF(self);
    PyThreadState_EnterTracing(ts);
    status = listener(self, (PyFrameObject *)(void *)frame, what, arg);
    PyThreadState_LeaveTracing(ts);
    Py_DECREF(self);
    if (status == 0) {
        if (exc) px_exc_put(exc);
        return 0;
    }
    Py_XDECREF(exc);
    return -1;
}

static int px_trace_event(px_trace *trace, int what, PyObject *arg) {
    PyThreadState *ts = PyThreadState_Get();
    int profiled = what == PyTrace_CALL || what == PyTrace_RETURN;
    if (ts->tracing) return 0;
    if (profiled && (trace->wanted & PX_TRACE_CALLS) && ts->c_profilefunc && ts->c_profileobj &&
        px_trace_tell(ts, ts->c_profilefunc, ts->c_profileobj, trace->frame, what, arg) < 0)
        return -1;
    if ((trace->wanted & PX_TRACE_LINES) && ts->c_tracefunc && ts->c_traceobj)
        return px_trace_tell(ts, ts->c_tracefunc, ts->c_traceobj, trace->frame, what, arg);
    return 0;
}

static int px_trace_heard(int wanted) {
    PyThreadState *ts = PyThreadState_Get();
    return !ts->tracing &&
           (((wanted & PX_TRACE_CALLS) && ts->c_profilefunc) || ((wanted & PX_TRACE_LINES) && ts->c_tracefunc));
}

static int px_trace_begin(px_trace *trace, px_module *m, int func) {
    PyCodeObject *code;
    if (!px_trace_heard(trace->wanted)) return 0;
    code = px_trace_code(m, func);
    if (code) trace->frame = (PyObject *)(void *)PyFrame_New(PyThreadState_Get(), code, m->dict, NULL);
    if (!trace->frame) return -1;
    px_trace_fields(trace->frame)->line = px_trace_first(m, func);
    return px_trace_event(trace, PyTrace_CALL, Py_None);
}

static int px_trace_end(px_trace *trace, PyObject *result) {
    PyObject *frame = trace->frame;
    int failed = PyErr_Occurred() != NULL, status;
    if (!frame) return 0;
    if (failed) {
        PyObject *exc = px_exc_take();
        PyObject *traceback = PyException_GetTraceback(exc);
        PyObject *arg = PyTuple_Pack(3, (PyObject *)Py_TYPE(exc), exc, traceback ? traceback : Py_None);
        Py_XDECREF(traceback);
        px_exc_put(exc);
        if (arg) (void)px_trace_event(trace, PyTrace_EXCEPTION, arg);
        Py_XDECREF(arg);
    }
    status = px_trace_event(trace, PyTrace_RETURN, failed ? NULL : result ? result : Py_None);
    trace->frame = NULL;
    Py_DECREF(frame);
    return failed ? 0 : status;
}

PX_API int px_trace_enter(px_trace *trace, px_module *m, int func, int wanted, int nogil) {
    PyGILState_STATE gil;
    int status, held = !nogil || PyGILState_Check();
    trace->outer = px_trace_top;
    trace->frame = NULL;
    trace->wanted = wanted;
    px_trace_top = trace;
    if (!held && !(wanted & PX_TRACE_NOGIL)) return 0;
    gil = held ? PyGILState_LOCKED : PyGILState_Ensure();
    status = px_trace_begin(trace, m, func);
    if (status < 0) {
        px_trace_top = trace->outer;
        Py_CLEAR(trace->frame);
    }
    if (!held) PyGILState_Release(gil);
    return status;
}

PX_API int px_trace_leave(px_trace *trace, PyObject *result, int nogil) {
    PyGILState_STATE gil;
    int status, held;
    px_trace_top = trace->outer;
    if (!trace->frame) return 0;
    held = !nogil || PyGILState_Check();
    gil = held ? PyGILState_LOCKED : PyGILState_Ensure();
    status = px_trace_end(trace, result);
    if (!held) PyGILState_Release(gil);
    return status;
}

PX_API int px_trace_at(int line) {
    px_trace *trace = px_trace_top;
    PyGILState_STATE gil;
    int status = 0, held;
    if (px_likely(!trace || !trace->frame)) return 0;
    held = PyGILState_Check();
    if (!held && !(trace->wanted & PX_TRACE_NOGIL)) return 0;
    gil = held ? PyGILState_LOCKED : PyGILState_Ensure();
    px_trace_fields(trace->frame)->line = line;
    if (px_trace_fields(trace->frame)->lines) status = px_trace_event(trace, PyTrace_LINE, Py_None);
    if (!held) PyGILState_Release(gil);
    return status;
}

PX_API void px_trace_unraisable(int nogil) {
    PyGILState_STATE gil = PyGILState_LOCKED;
    int held = !nogil || PyGILState_Check();
    if (!held) gil = PyGILState_Ensure();
    PyErr_WriteUnraisable(NULL);
    if (!held) PyGILState_Release(gil);
}
