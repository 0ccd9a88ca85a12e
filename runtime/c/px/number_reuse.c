#include "px/number_reuse.h"

PX_API PyObject *px_number_drop(PyObject *result, PyObject *operand) {
    Py_DECREF(operand);
    return result;
}
