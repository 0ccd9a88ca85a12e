/* Comparisons of extension types that `total_ordering` completes. */
#ifndef PX_TOTAL_ORDERING_H
#define PX_TOTAL_ORDERING_H
#include "px/slots.h"

/* The comparison `op` by `from`, whose function is `source`; `eq` or `ne` may be NULL. */
PX_API PyObject *px_order_from(PyObject *self, PyObject *other, int op, int from, binaryfunc source, binaryfunc eq,
                               binaryfunc ne);

/* As px_slot_richcompare. Where several could be the start, the order of preference is `<`, `<=`, `>`, `>=`. */
PX_INLINE PyObject *px_slot_total_ordering(PyObject *self, PyObject *other, int op, PyObject *type, void *any, void *lt,
                                           void *le, void *eq, void *ne, void *gt, void *ge) {
    void *own = op == Py_LT ? lt : op == Py_LE ? le : op == Py_GT ? gt : op == Py_GE ? ge : NULL;
    int from = lt ? Py_LT : le ? Py_LE : gt ? Py_GT : Py_GE;
    if (own || any || op == Py_EQ || (op == Py_NE && (ne || eq)))
        return px_slot_richcompare(self, other, op, type, any, lt, le, eq, ne, gt, ge);
    if (op == Py_NE) return Py_NewRef(Py_NotImplemented);
    return px_order_from(self, other, op, from, (binaryfunc)(lt ? lt : le ? le : gt ? gt : ge), (binaryfunc)eq,
                         (binaryfunc)ne);
}

#endif
