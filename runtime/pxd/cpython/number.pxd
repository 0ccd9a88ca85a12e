# The protocol of numbers.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyNumber_Check(object o)
    bint PyIndex_Check(object o)
    object PyNumber_Add(object o1, object o2)
    object PyNumber_Subtract(object o1, object o2)
    object PyNumber_Multiply(object o1, object o2)
    object PyNumber_MatrixMultiply(object o1, object o2)
    object PyNumber_FloorDivide(object o1, object o2)
    object PyNumber_TrueDivide(object o1, object o2)
    object PyNumber_Remainder(object o1, object o2)
    object PyNumber_Divmod(object o1, object o2)
    object PyNumber_Power(object o1, object o2, object o3)
    object PyNumber_Negative(object o)
    object PyNumber_Positive(object o)
    object PyNumber_Absolute(object o)
    object PyNumber_Invert(object o)
    object PyNumber_Lshift(object o1, object o2)
    object PyNumber_Rshift(object o1, object o2)
    object PyNumber_And(object o1, object o2)
    object PyNumber_Or(object o1, object o2)
    object PyNumber_Xor(object o1, object o2)
    object PyNumber_InPlaceAdd(object o1, object o2)
    object PyNumber_InPlaceSubtract(object o1, object o2)
    object PyNumber_InPlaceMultiply(object o1, object o2)
    object PyNumber_InPlaceMatrixMultiply(object o1, object o2)
    object PyNumber_InPlaceFloorDivide(object o1, object o2)
    object PyNumber_InPlaceTrueDivide(object o1, object o2)
    object PyNumber_InPlaceRemainder(object o1, object o2)
    object PyNumber_InPlacePower(object o1, object o2, object o3)
    object PyNumber_InPlaceLshift(object o1, object o2)
    object PyNumber_InPlaceRshift(object o1, object o2)
    object PyNumber_InPlaceAnd(object o1, object o2)
    object PyNumber_InPlaceOr(object o1, object o2)
    object PyNumber_InPlaceXor(object o1, object o2)
    object PyNumber_Long(object o)
    object PyNumber_Float(object o)
    object PyNumber_Index(object o)
    object PyNumber_ToBase(object n, int base)
    Py_ssize_t PyNumber_AsSsize_t(object o, object exception) except? -1

cdef extern from "Python.h":
    # Of Python 2; not in the headers of today.
    object PyNumber_Divide(object a, object b)
    object PyNumber_InPlaceDivide(object a, object b)
    int PyNumber_Coerce(PyObject **a, PyObject **b) except -1
