#include "px/total_ordering.h"

/* The truth of what a comparison gave, which is released. -1: exception. */
static int px_order_truth(PyObject *value) {
    int truth = value ? PyObject_IsTrue(value) : -1;
    Py_XDECREF(value);
    return truth;
}

/* Whether the objects are equal. */
static int px_order_equal(PyObject *self, PyObject *other, binaryfunc eq, binaryfunc ne) {
    int truth = px_order_truth((eq ? eq : ne)(self, other));
    return truth < 0 || eq ? truth : !truth;
}

static int px_order_is_greater(int op) { return op == Py_GT || op == Py_GE; }

static int px_order_is_strict(int op) { return op == Py_LT || op == Py_GT; }

PX_API PyObject *px_order_from(PyObject *self, PyObject *other, int op, int from, binaryfunc source, binaryfunc eq,
                               binaryfunc ne) {
    PyObject *value = source(self, other);
    int truth, equal;
    if (!value || value == Py_NotImplemented) return value;
    truth = px_order_truth(value);
    if (truth < 0) return NULL;
    if (px_order_is_greater(op) != px_order_is_greater(from)) {
        /* `a > b` is not `a <= b`; of `a < b` it needs `a != b` as well. */
        truth = !truth;
        if (px_order_is_strict(op) != px_order_is_strict(from)) return Py_NewRef(truth ? Py_True : Py_False);
    }
    /* What is left is to add or to take away equality. */
    if (truth == !px_order_is_strict(op)) return Py_NewRef(truth ? Py_True : Py_False);
    equal = px_order_equal(self, other, eq, ne);
    if (equal < 0) return NULL;
    return Py_NewRef(equal != px_order_is_strict(op) ? Py_True : Py_False);
}
