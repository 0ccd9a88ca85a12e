#include "px/check.h"

PX_API PX_COLD int px_check_error(PyObject *o, const char *type) {
    PyErr_Format(PyExc_TypeError, "Expected %s, got %.200s", type, Py_TYPE(o)->tp_name);
    return -1;
}
