#include "px/bytes.h"

PX_API int px_bytearray_append(PyObject *array, int value) {
    Py_ssize_t n = PyByteArray_GET_SIZE(array);
    if (value < 0 || value > 255) {
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)");
        return -1;
    }
    if (PyByteArray_Resize(array, n + 1) < 0) return -1;
    PyByteArray_AS_STRING(array)[n] = (char)value;
    return 0;
}
