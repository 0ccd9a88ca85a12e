#include "px/byte_of_int.h"

PX_API PyObject *px_byte_of_int(PY_LONG_LONG value) {
    char byte = (char)value;
    if (value < -128 || value > 255) {
        PyErr_SetString(PyExc_OverflowError, "value too large to pack into a byte");
        return NULL;
    }
    return PyBytes_FromStringAndSize(&byte, 1);
}
