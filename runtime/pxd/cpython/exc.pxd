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

cdef extern from *:
    """
    #if PY_VERSION_HEX < 0x030C0000
    static PyObject *pyx_exc_raised(void) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        if (value && traceback) PyException_SetTraceback(value, traceback);
        Py_XDECREF(type);
        Py_XDECREF(traceback);
        return value;
    }
    static void pyx_exc_set_raised(PyObject *value) {
        PyErr_Restore(value ? Py_NewRef((PyObject *)Py_TYPE(value)) : NULL, value,
                      value ? PyException_GetTraceback(value) : NULL);
    }
    #define PyErr_GetRaisedException pyx_exc_raised
    #define PyErr_SetRaisedException pyx_exc_set_raised
    #endif
    """
    PyObject *PyErr_GetRaisedException()
    void PyErr_SetRaisedException(PyObject *value)

cdef extern from "Python.h":
    PyObject *PyErr_GetHandledException()
    void PyErr_SetHandledException(PyObject *value)
    int PyErr_SetInterruptEx(int signal)

    # Of Windows.
    PyObject *PyErr_SetFromWindowsErr(int error) except NULL
    PyObject *PyErr_SetExcFromWindowsErr(object type, int error) except NULL
    PyObject *PyErr_SetFromWindowsErrWithFilename(int error, const char *name) except NULL
    PyObject *PyErr_SetExcFromWindowsErrWithFilename(object type, int error, const char *name) except NULL
