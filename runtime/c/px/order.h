/* Comparing C values by the number of an operator (Py_LT, ...). */
#ifndef PX_ORDER_H
#define PX_ORDER_H
#include "px/base.h"

PX_INLINE int px_double_compare(double a, double b, int op) {
    switch (op) {
    case Py_LT:
        return a < b;
    case Py_LE:
        return a <= b;
    case Py_EQ:
        return a == b;
    case Py_NE:
        return a != b;
    case Py_GT:
        return a > b;
    default:
        return a >= b;
    }
}

/* `order` is negative, zero or positive. */
PX_INLINE int px_order_is(int order, int op) {
    switch (op) {
    case Py_LT:
        return order < 0;
    case Py_LE:
        return order <= 0;
    case Py_EQ:
        return order == 0;
    case Py_NE:
        return order != 0;
    case Py_GT:
        return order > 0;
    default:
        return order >= 0;
    }
}

#endif
