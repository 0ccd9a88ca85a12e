#include "px/bytes_item.h"

PX_API PX_COLD int px_bytes_index_error(const char *text) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(PyExc_IndexError, text);
    PyGILState_Release(gil);
    return -1;
}

PX_API int px_bytearray_setitem(PyObject *array, Py_ssize_t i, int value) {
    if (i < 0) i += PyByteArray_GET_SIZE(array);
    if (i < 0 || i >= PyByteArray_GET_SIZE(array)) return px_bytes_index_error("bytearray index out of range");
    if (value < 0 || value > 255) {
        PyGILState_STATE gil = PyGILState_Ensure();
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)");
        PyGILState_Release(gil);
        return -1;
    }
    PyByteArray_AS_STRING(array)[i] = (char)value;
    return 0;
}
