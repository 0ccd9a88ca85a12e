/* Type tests of assignments to variables of builtin types. They are exact. */
#ifndef PX_CHECK_H
#define PX_CHECK_H
#include "px/base.h"

/* Raises TypeError "Expected list, got tuple". Returns -1. */
PX_API PX_COLD int px_check_error(PyObject *o, const char *type);

/* PySet_CheckExact came with CPython 3.10, but not for the limited API. */
PX_INLINE int px_is_exact_set(PyObject *o) { return Py_IS_TYPE(o, &PySet_Type); }

/* 0, or -1. */
PX_INLINE int px_check_list(PyObject *o) { return px_likely(PyList_CheckExact(o)) ? 0 : px_check_error(o, "list"); }

PX_INLINE int px_check_list_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_list(o); }

PX_INLINE int px_check_tuple(PyObject *o) { return px_likely(PyTuple_CheckExact(o)) ? 0 : px_check_error(o, "tuple"); }

PX_INLINE int px_check_tuple_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_tuple(o); }

PX_INLINE int px_check_dict(PyObject *o) { return px_likely(PyDict_CheckExact(o)) ? 0 : px_check_error(o, "dict"); }

PX_INLINE int px_check_dict_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_dict(o); }

PX_INLINE int px_check_set(PyObject *o) { return px_likely(px_is_exact_set(o)) ? 0 : px_check_error(o, "set"); }

PX_INLINE int px_check_set_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_set(o); }

PX_INLINE int px_check_frozenset(PyObject *o) {
    return px_likely(PyFrozenSet_CheckExact(o)) ? 0 : px_check_error(o, "frozenset");
}

PX_INLINE int px_check_frozenset_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_frozenset(o); }

PX_INLINE int px_check_str(PyObject *o) { return px_likely(PyUnicode_CheckExact(o)) ? 0 : px_check_error(o, "str"); }

PX_INLINE int px_check_str_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_str(o); }

PX_INLINE int px_check_bytes(PyObject *o) { return px_likely(PyBytes_CheckExact(o)) ? 0 : px_check_error(o, "bytes"); }

PX_INLINE int px_check_bytes_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_bytes(o); }

PX_INLINE int px_check_bytearray(PyObject *o) {
    return px_likely(PyByteArray_CheckExact(o)) ? 0 : px_check_error(o, "bytearray");
}

PX_INLINE int px_check_bytearray_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_bytearray(o); }

PX_INLINE int px_check_slice(PyObject *o) { return px_likely(PySlice_Check(o)) ? 0 : px_check_error(o, "slice"); }

PX_INLINE int px_check_slice_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_slice(o); }

PX_INLINE int px_check_memoryview(PyObject *o) {
    return px_likely(PyMemoryView_Check(o)) ? 0 : px_check_error(o, "memoryview");
}

PX_INLINE int px_check_memoryview_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_memoryview(o); }

PX_INLINE int px_check_type(PyObject *o) { return px_likely(PyType_Check(o)) ? 0 : px_check_error(o, "type"); }

PX_INLINE int px_check_type_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_type(o); }

PX_INLINE int px_check_range(PyObject *o) { return px_likely(PyRange_Check(o)) ? 0 : px_check_error(o, "range"); }

PX_INLINE int px_check_range_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_range(o); }

PX_INLINE int px_check_complex(PyObject *o) {
    return px_likely(PyComplex_CheckExact(o)) ? 0 : px_check_error(o, "complex");
}

PX_INLINE int px_check_complex_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_complex(o); }

PX_INLINE int px_check_int(PyObject *o) { return px_likely(PyLong_CheckExact(o)) ? 0 : px_check_error(o, "int"); }

PX_INLINE int px_check_int_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_int(o); }

PX_INLINE int px_check_float(PyObject *o) { return px_likely(PyFloat_CheckExact(o)) ? 0 : px_check_error(o, "float"); }

PX_INLINE int px_check_float_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_float(o); }

PX_INLINE int px_check_bool(PyObject *o) { return px_likely(PyBool_Check(o)) ? 0 : px_check_error(o, "bool"); }

PX_INLINE int px_check_bool_or_none(PyObject *o) { return o == Py_None ? 0 : px_check_bool(o); }

#endif
