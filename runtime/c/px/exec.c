#include "px/exec.h"

/* Calls a builtin with the namespaces that are to be used. New reference, or NULL. */
static PyObject *px_exec_call(px_module *m, const char *name, PyObject *source, PyObject *globals, PyObject *locals) {
    PyObject *function = PyDict_GetItemString(m->builtins, name);
    if (!globals || globals == Py_None) globals = m->dict;
    if (!locals || locals == Py_None) locals = globals;
    if (function) return PyObject_CallFunctionObjArgs(function, source, globals, locals, NULL);
    PyErr_Format(PyExc_NameError, "name '%s' is not defined", name);
    return NULL;
}

PX_API PyObject *px_eval_run(px_module *m, PyObject *source, PyObject *globals, PyObject *locals) {
    return px_exec_call(m, "eval", source, globals, locals);
}

PX_API int px_exec_run(px_module *m, PyObject *source, PyObject *globals, PyObject *locals) {
    Py_ssize_t n = PyTuple_Check(source) ? PyTuple_GET_SIZE(source) : 0;
    PyObject *none;
    if (n == 2 || n == 3) {
        globals = PyTuple_GET_ITEM(source, 1);
        if (n == 3) locals = PyTuple_GET_ITEM(source, 2);
        source = PyTuple_GET_ITEM(source, 0);
    }
    none = px_exec_call(m, "exec", source, globals, locals);
    Py_XDECREF(none);
    return none ? 0 : -1;
}
