#include "px/to_index.h"

PX_API Py_ssize_t px_to_ssize_slow(PyObject *o) {
    PyObject *number = PyNumber_Index(o);
    Py_ssize_t value;
    if (!number) return -1;
    value = PyLong_AsSsize_t(number);
    Py_DECREF(number);
    return value;
}
