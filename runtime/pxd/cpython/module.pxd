# Modules and imports.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    object PyImport_ImportModule(const char *name)
    object PyImport_ImportModuleEx(const char *name, object globals, object locals, object names)
    object PyImport_Import(object name)
    object PyImport_ReloadModule(object m)
    PyObject *PyImport_AddModule(const char *name) except NULL
    object PyImport_ExecCodeModule(const char *name, object code)
    long PyImport_GetMagicNumber() except? -1
    PyObject *PyImport_GetModuleDict() except NULL
    bint PyModule_Check(object o)
    bint PyModule_CheckExact(object o)
    object PyModule_NewObject(object name)
    object PyModule_New(const char *name)
    PyObject *PyModule_GetDict(object module) except NULL
    object PyModule_GetNameObject(object)
    const char *PyModule_GetName(object module) except NULL
    object PyModule_GetFilenameObject(object)
    int PyModule_AddObject(object module, const char *name, object value) except -1
    int PyModule_AddIntConstant(object, const char *, long) except -1
    int PyModule_AddStringConstant(object, const char *, const char *) except -1

cdef extern from "Python.h":
    struct _inittab:
        const char *name
        object (*initfunc)()

    int PyImport_ExtendInittab(_inittab *modules) except -1
    int PyImport_ImportFrozenModule(const char *name) except -1
    object PyImport_ImportModuleLevel(const char *name, object globals, object locals, object fromlist, int level)
    char *PyModule_GetFilename(object module) except NULL
    void *PyModule_GetState(object module)
