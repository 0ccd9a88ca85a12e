#include "px/code.h"

/* How many of the names of a tuple are parameters. */
static int px_code_params(const px_func *def) {
    return def->pos + def->kwonly + !!(def->flags & CO_VARARGS) + !!(def->flags & CO_VARKEYWORDS);
}

PX_API PyObject *px_code_replace(PyObject *code, PyObject *changes) {
    PyObject *replace = changes ? PyObject_GetAttrString(code, "replace") : NULL, *none = PyTuple_New(0), *result = NULL;
    if (replace && none) result = PyObject_Call(replace, none, changes);
    Py_XDECREF(none);
    Py_XDECREF(replace);
    Py_XDECREF(changes);
    return result;
}

PX_API PyObject *px_code_new(px_module *m, const px_func *def) {
    PyObject *names = m->consts[def->names], *changes, *code;
    PyObject *empty = (PyObject *)PyCode_NewEmpty(m->def->files[def->file], "", (int)def->line);
    int flags = (int)(def->flags & ~PX_FLAGS) | CO_OPTIMIZED | CO_NEWLOCALS;
    if (!empty) return NULL;
    if (px_code_params(def) > PyTuple_GET_SIZE(names)) flags &= ~(CO_VARARGS | CO_VARKEYWORDS);
    changes = Py_BuildValue("{s:O,s:O,s:i,s:i,s:i,s:i,s:O,s:n}", "co_name", m->consts[def->name], "co_qualname",
                            m->consts[def->qualname], "co_argcount", (int)def->pos, "co_posonlyargcount",
                            (int)def->posonly, "co_kwonlyargcount", (int)def->kwonly, "co_flags", flags, "co_varnames",
                            names, "co_nlocals", PyTuple_GET_SIZE(names));
    if (changes && def->freevars != PX_ABSENT &&
        PyDict_SetItemString(changes, "co_freevars", m->consts[def->freevars]) < 0)
        Py_CLEAR(changes);
    if (changes && def->cellvars != PX_ABSENT &&
        PyDict_SetItemString(changes, "co_cellvars", m->consts[def->cellvars]) < 0)
        Py_CLEAR(changes);
    code = px_code_replace(empty, changes);
    Py_DECREF(empty);
    return code;
}
