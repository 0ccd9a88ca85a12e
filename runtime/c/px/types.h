/* The builtin types as objects; they live as long as the interpreter. */
#ifndef PX_TYPES_H
#define PX_TYPES_H
#include "px/base.h"

PX_INLINE PyObject *px_type_int(void) { return (PyObject *)&PyLong_Type; }

PX_INLINE PyObject *px_type_float(void) { return (PyObject *)&PyFloat_Type; }

PX_INLINE PyObject *px_type_complex(void) { return (PyObject *)&PyComplex_Type; }

PX_INLINE PyObject *px_type_bool(void) { return (PyObject *)&PyBool_Type; }

PX_INLINE PyObject *px_type_str(void) { return (PyObject *)&PyUnicode_Type; }

PX_INLINE PyObject *px_type_bytes(void) { return (PyObject *)&PyBytes_Type; }

PX_INLINE PyObject *px_type_bytearray(void) { return (PyObject *)&PyByteArray_Type; }

PX_INLINE PyObject *px_type_list(void) { return (PyObject *)&PyList_Type; }

PX_INLINE PyObject *px_type_tuple(void) { return (PyObject *)&PyTuple_Type; }

PX_INLINE PyObject *px_type_dict(void) { return (PyObject *)&PyDict_Type; }

PX_INLINE PyObject *px_type_set(void) { return (PyObject *)&PySet_Type; }

PX_INLINE PyObject *px_type_frozenset(void) { return (PyObject *)&PyFrozenSet_Type; }

PX_INLINE PyObject *px_type_slice(void) { return (PyObject *)&PySlice_Type; }

PX_INLINE PyObject *px_type_range(void) { return (PyObject *)&PyRange_Type; }

PX_INLINE PyObject *px_type_memoryview(void) { return (PyObject *)&PyMemoryView_Type; }

PX_INLINE PyObject *px_type_type(void) { return (PyObject *)&PyType_Type; }

PX_INLINE PyObject *px_type_object(void) { return (PyObject *)&PyBaseObject_Type; }

#endif
