# Start and end of the interpreter.

cdef extern from "Python.h":
    void Py_Initialize()
    void Py_InitializeEx(int signals)
    bint Py_IsInitialized()
    void Py_Finalize()
    int Py_FinalizeEx()
    int Py_AtExit(void (*function)())

from libc.stdio cimport FILE
from cpython.pystate cimport PyThreadState

cdef extern from "Python.h":
    ctypedef Py_UNICODE wchar_t

    PyThreadState *Py_NewInterpreter()
    void Py_EndInterpreter(PyThreadState *state)
    void Py_Exit(int status)
    bint Py_FdIsInteractive(FILE *file, const char *name)
    int Py_Main(int count, wchar_t **arguments)
    const char *Py_GetVersion()
    const char *Py_GetPlatform()
    const char *Py_GetCopyright()
    const char *Py_GetCompiler()
    const char *Py_GetBuildInfo()
    void Py_SetProgramName(const wchar_t *name)
    wchar_t *Py_GetProgramName()
    void Py_SetPythonHome(const wchar_t *home)
    wchar_t *Py_GetPythonHome()
    wchar_t *Py_GetProgramFullPath()
    wchar_t *Py_GetPrefix()
    wchar_t *Py_GetExecPrefix()
    wchar_t *Py_GetPath()

    ctypedef void (*PyOS_sighandler_t)(int) noexcept
    PyOS_sighandler_t PyOS_getsig(int signal)
    PyOS_sighandler_t PyOS_setsig(int signal, PyOS_sighandler_t handler)

    # Private, or gone from the headers of today.
    void Py_SetPath(const wchar_t *path)
    int Py_SetStandardStreamEncoding(const char *encoding, const char *errors)
    const char *_Py_gitidentifier()
    const char *_Py_gitversion()
    void _Py_InitializeEx_Private(int signals, int imports)
    void _Py_PyAtExit(void (*function)(object) noexcept)
    void _Py_RestoreSignals()
    int _Py_CheckPython3()
    int _PyOS_URandom(void *buffer, Py_ssize_t size)
    int _PyOS_URandomNonblock(void *buffer, Py_ssize_t size)
