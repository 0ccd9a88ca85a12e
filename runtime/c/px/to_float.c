#include "px/to_float.h"

PX_API double px_to_double_other(PyObject *o) {
    double value;
    if (Py_EnterRecursiveCall("")) return -1.0;
    value = PyFloat_AsDouble(o);
    Py_LeaveRecursiveCall();
    return value;
}
