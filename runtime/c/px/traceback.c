#include "px/traceback.h"

#include "px/exc_state.h"

#include <frameobject.h>

/* The code object of a location: made once, it holds the file, the function's name and the line. Borrowed, or NULL. */
static PyCodeObject *px_traceback_code(px_module *m, int location) {
    const px_loc *loc = m->def->locs + location;
    if (!m->traces[location]) {
        const char *name = "<module>";
        if (loc->func != PX_ABSENT) name = PyUnicode_AsUTF8(m->consts[m->def->funcs[loc->func].name]);
        if (!name) return NULL;
        m->traces[location] = (PyObject *)PyCode_NewEmpty(m->def->files[loc->file], name, (int)loc->line);
    }
    return (PyCodeObject *)m->traces[location];
}

PX_API PX_COLD void px_traceback(px_module *m, int location) {
    for (;;) {
        PyObject *exc = px_exc_take();
        PyCodeObject *code = px_traceback_code(m, location);
        PyFrameObject *frame = code ? PyFrame_New(PyThreadState_Get(), code, m->dict, NULL) : NULL;
        uint32_t caller = m->def->locs[location].caller;
        if (!frame) PyErr_Clear(); /* no memory for the entry: the exception itself counts more */
        if (exc) px_exc_put(exc);
        if (frame && exc) PyTraceBack_Here(frame);
        Py_XDECREF(frame);
        if (!caller) return;
        location = (int)caller - 1;
    }
}
