#include "px/frame.h"

#include "px/code.h"
#include "px/exc_state.h"

#include <string.h>

/* A call of what stands for None among the constants. Written like this the compiler has nothing to warn of. */
#define PX_FRAME_SOURCE "(None or None)()"

/* The constants of the code with the callable instead of None. New reference, or NULL. */
static PyObject *px_frame_consts(PyObject *code, PyObject *callable) {
    PyObject *consts = PyObject_GetAttrString(code, "co_consts"), *list;
    Py_ssize_t i;
    list = consts ? PySequence_List(consts) : NULL;
    Py_XDECREF(consts);
    for (i = 0; list && i < PyList_GET_SIZE(list); i++) {
        if (PyList_GET_ITEM(list, i) == Py_None && PyList_SetItem(list, i, Py_NewRef(callable)) < 0) Py_CLEAR(list);
    }
    consts = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return consts;
}

/* Code that calls the callable, under a name and a line. New reference, or NULL. */
static PyObject *px_frame_code(px_module *m, PyObject *callable, PyObject *name, int line, int flags) {
    const char *file = m->def->files[0] ? m->def->files[0] : m->def->name;
    PyCompilerFlags future = {flags, PY_MINOR_VERSION};
    PyObject *plain = Py_CompileStringFlags(PX_FRAME_SOURCE, file, Py_file_input, &future), *code = NULL;
    PyObject *consts = plain ? px_frame_consts(plain, callable) : NULL;
    PyObject *changes = NULL;
    if (consts && name)
        changes = Py_BuildValue("{s:O,s:i,s:O,s:O}", "co_consts", consts, "co_firstlineno", line, "co_name", name,
                                "co_qualname", name);
    else if (consts)
        changes = Py_BuildValue("{s:O}", "co_consts", consts);
    if (changes) code = px_code_replace(plain, changes);
    Py_XDECREF(consts);
    Py_XDECREF(plain);
    return code;
}

/* The compiled code adds its own entry to the traceback of what it raises: that of the frame goes. */
static void px_frame_untrace(PyObject *code) {
    PyObject *exc = px_exc_take(), *traceback = exc ? PyException_GetTraceback(exc) : NULL;
    if (traceback) {
        PyTracebackObject *first = (PyTracebackObject *)(void *)traceback;
        PyObject *of = (PyObject *)PyFrame_GetCode(first->tb_frame);
        PyObject *next = first->tb_next ? (PyObject *)(void *)first->tb_next : Py_None;
        if (of == code) PyException_SetTraceback(exc, next);
        Py_DECREF(of);
        Py_DECREF(traceback);
    }
    if (exc) px_exc_put(exc);
}

/* Runs the code. New reference, or NULL. */
static PyObject *px_frame_run(px_module *m, PyObject *code, PyObject *locals) {
    PyObject *result = PyEval_EvalCode(code, m->dict, locals);
    if (!result) px_frame_untrace(code);
    return result;
}

static PyObject *px_frame_body(PyObject *capsule, PyObject *none) {
    px_module *m = (px_module *)PyCapsule_GetPointer(capsule, NULL);
    int status;
    (void)none;
    PyThreadState_LeaveTracing(PyThreadState_Get());
    status = m ? m->def->exec(m) : -1;
    PyThreadState_EnterTracing(PyThreadState_Get());
    return status == 0 ? Py_NewRef(Py_None) : NULL;
}

static PyMethodDef px_frame_body_def = {"body", px_frame_body, METH_NOARGS, NULL};

PX_API int px_frame_exec(px_module *m) {
    PyObject *capsule = PyCapsule_New(m, NULL, NULL), *code = NULL, *result;
    PyObject *body = capsule ? PyCFunction_New(&px_frame_body_def, capsule) : NULL;
    Py_XDECREF(capsule);
    if (body) code = px_frame_code(m, body, NULL, 1, 0);
    Py_XDECREF(body);
    if (!code) return -1;
    /* The frame is there for those who ask; profilers and tracers hear of the body itself, if at all. */
    PyThreadState_EnterTracing(PyThreadState_Get());
    result = px_frame_run(m, code, m->dict);
    PyThreadState_LeaveTracing(PyThreadState_Get());
    Py_DECREF(code);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

/* What is called, with arguments, is in a list; the result goes there. */
static PyObject *px_frame_invoke(PyObject *parts, PyObject *none) {
    PyObject *keywords = PyList_GET_ITEM(parts, 2), *result;
    (void)none;
    result = PyObject_Call(PyList_GET_ITEM(parts, 0), PyList_GET_ITEM(parts, 1), keywords == Py_None ? NULL : keywords);
    if (!result || PyList_SetItem(parts, 0, result) < 0) return NULL;
    return Py_NewRef(Py_None);
}

static PyMethodDef px_frame_invoke_def = {"call", px_frame_invoke, METH_NOARGS, NULL};

PX_API PyObject *px_frame_call(px_module *m, PyObject *function, PyObject *args, PyObject *keywords, PyObject *name,
                               int line, int flags) {
    PyObject *parts, *call, *code, *locals, *done = NULL, *result = NULL;
    /* `eval` and `exec` of code that is compiled already ask nobody. */
    if (PyTuple_GET_SIZE(args) > 0 && PyCode_Check(PyTuple_GET_ITEM(args, 0)))
        return PyObject_Call(function, args, keywords);
    parts = PyList_New(3);
    locals = PyDict_New();
    if (!parts || !locals) goto out;
    PyList_SET_ITEM(parts, 0, Py_NewRef(function));
    PyList_SET_ITEM(parts, 1, Py_NewRef(args));
    PyList_SET_ITEM(parts, 2, Py_NewRef(keywords ? keywords : Py_None));
    call = PyCFunction_New(&px_frame_invoke_def, parts);
    code = call ? px_frame_code(m, call, name, line, flags) : NULL;
    if (code) done = px_frame_run(m, code, locals);
    if (done) result = Py_NewRef(PyList_GET_ITEM(parts, 0));
    Py_XDECREF(done);
    Py_XDECREF(code);
    Py_XDECREF(call);
out:
    Py_XDECREF(parts);
    Py_XDECREF(locals);
    return result;
}
