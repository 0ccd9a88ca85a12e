#include "px/number_const.h"

#include "px/order.h"

PX_API PyObject *px_obj_add_const_slow(PyObject *a, PyObject *b, long c) {
    if (PyFloat_CheckExact(a)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) + (double)c);
    return PyNumber_Add(a, b);
}

PX_API PyObject *px_obj_sub_const_slow(PyObject *a, PyObject *b, long c) {
    if (PyFloat_CheckExact(a)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) - (double)c);
    return PyNumber_Subtract(a, b);
}

PX_API PyObject *px_obj_mul_const_slow(PyObject *a, PyObject *b, long c) {
    if (PyFloat_CheckExact(a)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) * (double)c);
    return PyNumber_Multiply(a, b);
}

PX_API PyObject *px_obj_iadd_const_slow(PyObject *a, PyObject *b, long c) {
    if (PyFloat_CheckExact(a)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) + (double)c);
    return PyNumber_InPlaceAdd(a, b);
}

PX_API PyObject *px_obj_isub_const_slow(PyObject *a, PyObject *b, long c) {
    if (PyFloat_CheckExact(a)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) - (double)c);
    return PyNumber_InPlaceSubtract(a, b);
}

PX_API PyObject *px_obj_rsub_const_slow(PyObject *a, PyObject *b, long c) {
    if (PyFloat_CheckExact(a)) return PyFloat_FromDouble((double)c - PyFloat_AS_DOUBLE(a));
    return PyNumber_Subtract(b, a);
}

PX_API int px_obj_compare_const_slow(PyObject *a, PyObject *b, long c, int op) {
    PyObject *result;
    int truth;
    if (PyFloat_CheckExact(a)) return px_double_compare(PyFloat_AS_DOUBLE(a), (double)c, op);
    result = PyObject_RichCompare(a, b, op);
    if (!result) return -1;
    truth = PyObject_IsTrue(result);
    Py_DECREF(result);
    return truth;
}
