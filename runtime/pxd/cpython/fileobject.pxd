# Files as the interpreter has them.

cdef extern from "Python.h":
    int PyFile_WriteObject(object value, object file, int flags) except? -1
    int PyFile_WriteString(const char *text, object file) except? -1
    object PyFile_GetLine(object file, int size)

cdef extern from "Python.h":
    const int Py_PRINT_RAW
    object PyFile_FromFd(int fd, const char *name, const char *mode, int buffering, const char *encoding,
                         const char *errors, const char *newline, int closes)
