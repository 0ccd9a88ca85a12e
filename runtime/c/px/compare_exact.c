#include "px/compare_exact.h"

PX_API int px_int_compare_slow(PyObject *a, PyObject *b, int op) {
    PyObject *result = PyObject_RichCompare(a, b, op); /* a bool that is there already: cannot fail for ints */
    int truth = result == Py_True;
    Py_XDECREF(result);
    return truth;
}
