# Complex numbers.

cdef extern from "Python.h":
    ctypedef struct Py_complex:
        double real
        double imag

    ctypedef class __builtin__.complex [object PyComplexObject]:
        pass

    bint PyComplex_Check(object o)
    bint PyComplex_CheckExact(object o)
    object PyComplex_FromDoubles(double real, double imag)
    object PyComplex_FromCComplex(Py_complex value)
    double PyComplex_RealAsDouble(object o) except? -1.0
    double PyComplex_ImagAsDouble(object o) except? -1.0
    Py_complex PyComplex_AsCComplex(object o)
