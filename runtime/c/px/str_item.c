#include "px/str_item.h"

PX_API PX_COLD Py_UCS4 px_str_index_error(void) {
    PyErr_SetString(PyExc_IndexError, "string index out of range");
    return (Py_UCS4)-1;
}
