#include "px/traceback.h"

#include "px/exc_state.h"

#include <frameobject.h>

/* The frame of a location shows nothing but the location, so that one serves as long as nobody else has it. New
 * reference; NULL where there is none yet, or it is in use. */
static PyFrameObject *px_traceback_at_hand(px_module *m, int location) {
#if defined(Py_GIL_DISABLED)
    (void)m;
    (void)location;
    return NULL;
#else
    PyObject *frame = m->traces[location];
    return px_likely(frame && Py_REFCNT(frame) == 1) ? (PyFrameObject *)(void *)Py_NewRef(frame) : NULL;
#endif
}

#if PX_USES(PX_LOC_EARLY) || PX_USES(PX_LOC_LATE)
/* The location whose function a location is in. */
static const px_loc *px_traceback_owner(px_module *m, int location) {
    const px_loc *loc = m->def->locs + location;
    while (PY_VERSION_HEX >= 0x030C0000 && (loc->caller & PX_LOC_EARLY))
        loc = m->def->locs + ((loc->caller & ~PX_LOC_EARLY) - 1);
    return loc;
}
#else
#define px_traceback_owner(m, location) ((m)->def->locs + (location))
#endif

/* The file, the function's name and the line of a location. New reference, or NULL. */
static PyCodeObject *px_traceback_code(px_module *m, int location) {
    const px_loc *loc = m->def->locs + location, *owner = px_traceback_owner(m, location);
    char body[256] = "<module>";
    const char *name = body;
    if (!m->def->python) PyOS_snprintf(body, sizeof body, "init %s", m->def->name);
    if (m->traces[location]) return PyFrame_GetCode((PyFrameObject *)(void *)m->traces[location]);
    if (owner->func != PX_ABSENT) name = PyUnicode_AsUTF8(m->consts[m->def->funcs[owner->func].name]);
    return name ? PyCode_NewEmpty(m->def->files[loc->file], name, (int)loc->line) : NULL;
}

/* A new frame; it becomes the one at hand. New reference, or NULL. */
static PyFrameObject *px_traceback_frame(px_module *m, int location) {
    PyCodeObject *code = px_traceback_code(m, location);
    PyObject *frame = code ? (PyObject *)PyFrame_New(PyThreadState_Get(), code, m->dict, NULL) : NULL;
    Py_XDECREF(code);
    if (frame) Py_XSETREF(m->traces[location], Py_NewRef(frame));
    return (PyFrameObject *)(void *)frame;
}

PX_API PX_COLD void px_traceback(px_module *m, int location) {
    for (;;) {
        PyFrameObject *frame = px_traceback_at_hand(m, location);
        uint32_t caller;
        if (!frame) {
            PyObject *exc = px_exc_take();
            frame = px_traceback_frame(m, location);
            if (!frame) PyErr_Clear(); /* no memory for the entry: the exception itself counts more */
            if (exc) px_exc_put(exc);
        }
        if (frame && PyErr_Occurred()) PyTraceBack_Here(frame);
        Py_XDECREF((PyObject *)frame);
        caller = px_traceback_owner(m, location)->caller & ~PX_LOC_EARLY;
        if (!caller) return;
        location = (int)caller - 1;
    }
}
