#include "px/embed.h"

/* The arguments are the program's own: the interpreter does not look for options of its own in them. */
static int px_embed_start(int argc, char **argv) {
    PyConfig config;
    PyStatus status;
    PyConfig_InitPythonConfig(&config);
    config.parse_argv = 0;
    status = PyConfig_SetBytesArgv(&config, argc, argv);
    if (!PyStatus_Exception(status)) {
        status = Py_InitializeFromConfig(&config);
    }
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        if (PyStatus_IsExit(status)) {
            return status.exitcode;
        }
        Py_ExitStatusException(status);
    }
    return -1;
}

/* The module under the name `__main__`, in `sys.modules` and executed. */
static int px_embed_run(const char *name, PyObject *(*init)(void)) {
    PyObject *types = NULL, *make = NULL, *spec = NULL, *module = NULL, *def;
    int result = -1;
    types = PyImport_ImportModule("importlib.machinery");
    if (types != NULL) {
        make = PyObject_GetAttrString(types, "ModuleSpec");
    }
    if (make != NULL) {
        spec = PyObject_CallFunction(make, "sO", name, Py_None);
    }
    if (spec != NULL && PyObject_SetAttrString(spec, "origin", Py_None) == 0 && (def = init()) != NULL) {
        /* The definition is static. */
        module = PyModule_FromDefAndSpec((PyModuleDef *)def, spec);
    }
    if (module != NULL) {
        PyObject *main_name = PyUnicode_FromString("__main__");
        if (main_name != NULL && PyObject_SetAttrString(module, "__name__", main_name) == 0 &&
            PyDict_SetItem(PyImport_GetModuleDict(), main_name, module) == 0) {
            result = PyModule_ExecDef(module, PyModule_GetDef(module));
        }
        Py_XDECREF(main_name);
    }
    Py_XDECREF(module);
    Py_XDECREF(spec);
    Py_XDECREF(make);
    Py_XDECREF(types);
    return result;
}

int px_embed_main(int argc, char **argv, const char *name, PyObject *(*init)(void),
                  const px_embedded *others) {
    int status = 0, early;
    for (; others->name != NULL; others++) {
        if (PyImport_AppendInittab(others->name, others->init) < 0) {
            return 1;
        }
    }
    early = px_embed_start(argc, argv);
    if (early >= 0) {
        return early;
    }
    if (px_embed_run(name, init) < 0) {
        /* Prints, and leaves the program where the exception is SystemExit. */
        PyErr_Print();
        status = 1;
    }
    if (Py_FinalizeEx() < 0) {
        status = 120;
    }
    return status;
}
