#include "px/import.h"

#include "px/exc_state.h"

#include "px/attr_func.h"

#include <string.h>

PX_API PyObject *px_import(px_module *m, PyObject *name, PyObject *wanted, int level) {
    PyObject *module;
    if (level < 0 && strchr(m->def->name, '.')) {
        module = PyImport_ImportModuleLevelObject(name, m->dict, NULL, wanted, 1);
        if (module || !PyErr_ExceptionMatches(PyExc_ImportError)) return module;
        PyErr_Clear();
    }
    return PyImport_ImportModuleLevelObject(name, m->dict, NULL, wanted, level < 0 ? 0 : level);
}

PX_API PyObject *px_import_leaf(px_module *m, PyObject *name, int level) {
    PyObject *module = px_import(m, name, NULL, level);
    Py_ssize_t n = PyUnicode_GET_LENGTH(name), dot = PyUnicode_FindChar(name, '.', 0, n, 1);
    while (module && dot >= 0) {
        Py_ssize_t next = PyUnicode_FindChar(name, '.', dot + 1, n, 1);
        PyObject *part = PyUnicode_Substring(name, dot + 1, next < 0 ? n : next), *inner = NULL;
        if (part) inner = px_import_from(module, part);
        Py_XDECREF(part);
        Py_DECREF(module);
        module = inner;
        dot = next;
    }
    return module;
}

/* An attribute, or NULL without an exception. New reference. */
static PyObject *px_import_attr(PyObject *o, const char *name) {
    PyObject *value = PyObject_GetAttrString(o, name);
    if (!value) PyErr_Clear();
    return value;
}

/* Whether a module is still being imported. */
static int px_import_unfinished(PyObject *module) {
    PyObject *spec = px_import_attr(module, "__spec__"), *flag = spec ? px_import_attr(spec, "_initializing") : NULL;
    int unfinished = flag ? PyObject_IsTrue(flag) : 0;
    if (unfinished < 0) PyErr_Clear();
    Py_XDECREF(flag);
    Py_XDECREF(spec);
    return unfinished > 0;
}

static void px_import_from_error(PyObject *module, PyObject *name, PyObject *package) {
    PyObject *path = px_import_attr(module, "__file__"), *text;
    PyObject *shown = package ? Py_NewRef(package) : PyUnicode_FromString("<unknown module name>");
    if (path && !PyUnicode_Check(path)) Py_CLEAR(path);
    if (!path)
        text = PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name, shown);
    else if (px_import_unfinished(module))
        text = PyUnicode_FromFormat(
            "cannot import name %R from partially initialized module %R "
            "(most likely due to a circular import) (%S)",
            name, shown, path);
    else
        text = PyUnicode_FromFormat("cannot import name %R from %R (%S)", name, shown, path);
    if (text) PyErr_SetImportError(text, package, path);
#if PY_VERSION_HEX >= 0x030C0000
    {
        PyObject *exc = px_exc_take();
        if (exc && PyObject_SetAttrString(exc, "name_from", name) < 0) PyErr_Clear();
        if (exc) px_exc_put(exc);
    }
#endif
    Py_XDECREF(text);
    Py_XDECREF(shown);
    Py_XDECREF(path);
}

PX_API PyObject *px_import_from(PyObject *module, PyObject *name) {
    PyObject *value = px_attr_lookup(module, name), *package, *full;
    if (value || PyErr_Occurred()) return value;
    package = px_import_attr(module, "__name__");
    if (package && !PyUnicode_Check(package)) Py_CLEAR(package);
    full = package ? PyUnicode_FromFormat("%U.%U", package, name) : NULL;
    if (full) value = PyImport_GetModule(full);
    if (!value && !PyErr_Occurred()) px_import_from_error(module, name, package);
    Py_XDECREF(full);
    Py_XDECREF(package);
    return value;
}
