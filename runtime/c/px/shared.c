#include "px/shared.h"

#include <string.h>

PX_API PyObject *px_shared_module(void) {
    const char *name = "_pyxide_" Py_STRINGIFY(PX_LAYOUT);
#if PY_VERSION_HEX >= 0x030D0000
    return PyImport_AddModuleRef(name);
#else
    return Py_XNewRef(PyImport_AddModule(name));
#endif
}

PX_API PyTypeObject *px_shared_type(PyType_Spec *spec) {
    const char *dot = strrchr(spec->name, '.');
    PyObject *name = PyUnicode_InternFromString(dot ? dot + 1 : spec->name);
    PyObject *module = name ? px_shared_module() : NULL;
    PyObject *dict, *type = NULL;
    if (module) {
        dict = PyModule_GetDict(module);
        type = Py_XNewRef(PyDict_GetItemWithError(dict, name));
        if (!type && !PyErr_Occurred()) {
            PyObject *made = PyType_FromSpec(spec);
            /* Messages name the type without the module that nobody knows. */
            if (made && dot) ((PyTypeObject *)made)->tp_name = dot + 1;
            if (made) type = Py_XNewRef(PyDict_SetDefault(dict, name, made));
            Py_XDECREF(made);
        }
    }
    if (type && (!PyType_Check(type) || ((PyTypeObject *)type)->tp_basicsize != spec->basicsize)) {
        PyErr_Format(PyExc_ImportError, "the shared type %U has another layout", name);
        Py_CLEAR(type);
    }
    Py_XDECREF(name);
    Py_XDECREF(module);
    return (PyTypeObject *)type;
}
