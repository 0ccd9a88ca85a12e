/* Arithmetic with an operand that nobody needs any more: a float that nobody else holds becomes the result. These take over the reference of
 * the operand that the name tells, also when they fail. */
#ifndef PX_NUMBER_REUSE_H
#define PX_NUMBER_REUSE_H
#include "px/number.h"

/* What the inline functions leave. New reference, or NULL. */
PX_API PyObject *px_number_drop(PyObject *result, PyObject *operand);

PX_INLINE int px_float_is_spare(PyObject *o) {
#if defined(Py_GIL_DISABLED) || defined(Py_LIMITED_API)
    (void)o;
    return 0;
#else
    return PyFloat_CheckExact(o) && Py_REFCNT(o) == 1;
#endif
}

/* The spare float, with another value. */
PX_INLINE PyObject *px_float_become(PyObject *o, double value) {
#if defined(Py_GIL_DISABLED) || defined(Py_LIMITED_API)
    (void)value;
#else
    ((PyFloatObject *)o)->ob_fval = value;
#endif
    return o;
}

PX_INLINE PyObject *px_obj_add_left(PyObject *a, PyObject *b) {
    if (px_float_is_spare(a) && PyFloat_CheckExact(b))
        return px_float_become(a, PyFloat_AS_DOUBLE(a) + PyFloat_AS_DOUBLE(b));
    return px_number_drop(px_obj_add(a, b), a);
}

PX_INLINE PyObject *px_obj_add_right(PyObject *a, PyObject *b) {
    if (px_float_is_spare(b) && PyFloat_CheckExact(a))
        return px_float_become(b, PyFloat_AS_DOUBLE(a) + PyFloat_AS_DOUBLE(b));
    return px_number_drop(px_obj_add(a, b), b);
}

PX_INLINE PyObject *px_obj_sub_left(PyObject *a, PyObject *b) {
    if (px_float_is_spare(a) && PyFloat_CheckExact(b))
        return px_float_become(a, PyFloat_AS_DOUBLE(a) - PyFloat_AS_DOUBLE(b));
    return px_number_drop(px_obj_sub(a, b), a);
}

PX_INLINE PyObject *px_obj_sub_right(PyObject *a, PyObject *b) {
    if (px_float_is_spare(b) && PyFloat_CheckExact(a))
        return px_float_become(b, PyFloat_AS_DOUBLE(a) - PyFloat_AS_DOUBLE(b));
    return px_number_drop(px_obj_sub(a, b), b);
}

PX_INLINE PyObject *px_obj_mul_left(PyObject *a, PyObject *b) {
    if (px_float_is_spare(a) && PyFloat_CheckExact(b))
        return px_float_become(a, PyFloat_AS_DOUBLE(a) * PyFloat_AS_DOUBLE(b));
    return px_number_drop(px_obj_mul(a, b), a);
}

PX_INLINE PyObject *px_obj_mul_right(PyObject *a, PyObject *b) {
    if (px_float_is_spare(b) && PyFloat_CheckExact(a))
        return px_float_become(b, PyFloat_AS_DOUBLE(a) * PyFloat_AS_DOUBLE(b));
    return px_number_drop(px_obj_mul(a, b), b);
}

#endif
