# Start and end of the interpreter.

cdef extern from "Python.h":
    void Py_Initialize()
    void Py_InitializeEx(int signals)
    bint Py_IsInitialized()
    void Py_Finalize()
    int Py_FinalizeEx()
    int Py_AtExit(void (*function)())
