# Files as the interpreter has them.

cdef extern from "Python.h":
    int PyFile_WriteObject(object value, object file, int flags) except? -1
    int PyFile_WriteString(const char *text, object file) except? -1
    object PyFile_GetLine(object file, int size)
