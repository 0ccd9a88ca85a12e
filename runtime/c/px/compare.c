#include "px/compare.h"

#include "px/order.h"

/* Exact floats and strings: 0, 1, or -1 where these are others. */
static int px_compare_exact(PyObject *a, PyObject *b, int op) {
    if (PyFloat_CheckExact(a) && PyFloat_CheckExact(b))
        return px_double_compare(PyFloat_AS_DOUBLE(a), PyFloat_AS_DOUBLE(b), op);
    if (PyUnicode_CheckExact(a) && PyUnicode_CheckExact(b)) {
        if (a == b) return px_order_is(0, op);
        if ((op == Py_EQ || op == Py_NE) && PyUnicode_GET_LENGTH(a) != PyUnicode_GET_LENGTH(b)) return op == Py_NE;
        return px_order_is(PyUnicode_Compare(a, b), op);
    }
    return -1;
}

PX_API PyObject *px_obj_compare_slow(PyObject *a, PyObject *b, int op) {
    int exact = px_compare_exact(a, b, op);
    if (exact >= 0) return Py_NewRef(exact ? Py_True : Py_False);
    return PyObject_RichCompare(a, b, op);
}

PX_API int px_obj_compare_truth_slow(PyObject *a, PyObject *b, int op) {
    int truth = px_compare_exact(a, b, op);
    PyObject *result;
    if (truth >= 0) return truth;
    result = PyObject_RichCompare(a, b, op);
    if (!result) return -1;
    truth = result == Py_True ? 1 : result == Py_False ? 0 : PyObject_IsTrue(result);
    Py_DECREF(result);
    return truth;
}
