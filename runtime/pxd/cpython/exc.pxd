# Exceptions.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    void PyErr_Print()
    void PyErr_PrintEx(int set_sys_vars)
    PyObject *PyErr_Occurred()
    bint PyErr_ExceptionMatches(object exc)
    bint PyErr_GivenExceptionMatches(object given, object exc)
    void PyErr_NormalizeException(PyObject **exc, PyObject **val, PyObject **tb)
    void PyErr_Clear()
    void PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback)
    void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback)
    void PyErr_SetString(object type, const char *message)
    void PyErr_SetObject(object type, object value)
    PyObject *PyErr_Format(object exception, const char *format, ...) except NULL
    void PyErr_SetNone(object type)
    int PyErr_BadArgument() except 0
    PyObject *PyErr_NoMemory() except NULL
    PyObject *PyErr_SetFromErrno(object type) except NULL
    PyObject *PyErr_SetFromErrnoWithFilename(object type, const char *filename) except NULL
    PyObject *PyErr_SetFromErrnoWithFilenameObject(object type, object filename) except NULL
    void PyErr_BadInternalCall()
    int PyErr_WarnEx(object category, const char *message, int stack_level) except -1
    int PyErr_WarnExplicit(object category, const char *message, const char *filename, int line, const char *module, object registry) except -1
    int PyErr_CheckSignals() except -1
    void PyErr_SetInterrupt() nogil
    object PyErr_NewException(const char *name, object base, object dict)
    void PyErr_WriteUnraisable(object o)
