/* C complex numbers. */
#ifndef PX_COMPLEX_H
#define PX_COMPLEX_H
#include "px/raise_gil.h"

#if defined(__cplusplus)
#include <complex>
#else
#include <complex.h>
#endif

#if defined(__cplusplus)
typedef std::complex<float> __pyx_t_float_complex;
typedef std::complex<double> __pyx_t_double_complex;
typedef std::complex<long double> __pyx_t_long_double_complex;
#define PX_INT_COMPLEX(type, name) typedef std::complex<type> __pyx_t_##name##_complex
#else
typedef float _Complex __pyx_t_float_complex;
typedef double _Complex __pyx_t_double_complex;
typedef long double _Complex __pyx_t_long_double_complex;
#define PX_INT_COMPLEX(type, name) __extension__ typedef type _Complex __pyx_t_##name##_complex
#endif

#if defined(__cplusplus) || defined(__GNUC__)
/* Complex numbers of integers are beside the standard of C. */
PX_INT_COMPLEX(short, short);
PX_INT_COMPLEX(unsigned short, unsigned_short);
PX_INT_COMPLEX(int, int);
PX_INT_COMPLEX(unsigned int, unsigned_int);
PX_INT_COMPLEX(long, long);
PX_INT_COMPLEX(unsigned long, unsigned_long);
PX_INT_COMPLEX(long long, long_long);
PX_INT_COMPLEX(unsigned long long, unsigned_long_long);
#endif

PX_INLINE __pyx_t_double_complex px_new_complex(double real, double imag) {
#if defined(__cplusplus)
    return __pyx_t_double_complex(real, imag);
#else
    union {
        double parts[2];
        __pyx_t_double_complex value;
    } z = {{real, imag}};
    return z.value;
#endif
}

#if defined(__cplusplus)
PX_INLINE double px_real_complex(__pyx_t_double_complex z) { return std::real(z); }
PX_INLINE double px_imag_complex(__pyx_t_double_complex z) { return std::imag(z); }
PX_INLINE double px_abs_complex(__pyx_t_double_complex z) { return std::abs(z); }
PX_INLINE __pyx_t_double_complex px_conj_complex(__pyx_t_double_complex z) { return std::conj(z); }
PX_INLINE __pyx_t_double_complex px_pow_complex(__pyx_t_double_complex a, __pyx_t_double_complex b) {
    return std::pow(a, b);
}
#else
PX_INLINE double px_real_complex(__pyx_t_double_complex z) { return creal(z); }
PX_INLINE double px_imag_complex(__pyx_t_double_complex z) { return cimag(z); }
PX_INLINE double px_abs_complex(__pyx_t_double_complex z) { return cabs(z); }
PX_INLINE __pyx_t_double_complex px_conj_complex(__pyx_t_double_complex z) { return conj(z); }
PX_INLINE __pyx_t_double_complex px_pow_complex(__pyx_t_double_complex a, __pyx_t_double_complex b) {
    return cpow(a, b);
}
#endif

/* ZeroDivisionError where the divisor is zero: PyErr_Occurred() tells. */
PX_INLINE __pyx_t_double_complex px_truediv_complex(__pyx_t_double_complex a, __pyx_t_double_complex b) {
    if (px_unlikely(px_real_complex(b) == 0.0 && px_imag_complex(b) == 0.0)) {
        px_raise_zero_division("float division");
        return a;
    }
    return a / b;
}

/* PyErr_Occurred() tells whether it failed. */
PX_INLINE __pyx_t_double_complex px_to_complex(PyObject *o) {
    Py_complex z = PyComplex_AsCComplex(o);
    return px_new_complex(z.real, z.imag);
}

/* New reference, or NULL. */
PX_INLINE PyObject *px_from_complex(__pyx_t_double_complex z) {
    return PyComplex_FromDoubles(px_real_complex(z), px_imag_complex(z));
}

#endif
