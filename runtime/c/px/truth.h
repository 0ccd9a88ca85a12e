/* Truth: 0, 1, and -1 for any object whose test raises. */
#ifndef PX_TRUTH_H
#define PX_TRUTH_H
#include "px/int_small.h"

PX_INLINE int px_obj_truth(PyObject *o) {
    if (o == Py_True) return 1;
    if (o == Py_False || o == Py_None) return 0;
    return PyObject_IsTrue(o);
}

PX_INLINE int px_bool_truth(PyObject *o) { return o == Py_True; }

PX_INLINE int px_int_truth(PyObject *o) { return !px_int_is_small(o) || px_int_small(o) != 0; }

PX_INLINE int px_float_truth(PyObject *o) { return PyFloat_AS_DOUBLE(o) != 0.0; }

PX_INLINE int px_str_truth(PyObject *o) { return PyUnicode_GET_LENGTH(o) != 0; }

PX_INLINE int px_bytes_truth(PyObject *o) { return PyBytes_GET_SIZE(o) != 0; }

PX_INLINE int px_tuple_truth(PyObject *o) { return PyTuple_GET_SIZE(o) != 0; }

PX_INLINE int px_list_truth(PyObject *o) { return PyList_GET_SIZE(o) != 0; }

PX_INLINE int px_dict_truth(PyObject *o) { return PyDict_Size(o) != 0; }

PX_INLINE int px_set_truth(PyObject *o) { return PySet_GET_SIZE(o) != 0; }

#endif
