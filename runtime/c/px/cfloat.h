/* C doubles by Python's rules. */
#ifndef PX_CFLOAT_H
#define PX_CFLOAT_H
#include "px/base.h"

#include <math.h>

/* Raises ZeroDivisionError, taking the GIL. Returns -1.0. */
PX_API PX_COLD double px_float_zero_error(const char *text);

PX_INLINE int px_double_is_int(double a) { return isfinite(a) && floor(a) == a; }

/* Rounded down; the divisor is not zero. */
PX_API double px_floordiv_const_double(double a, double b);

/* The remainder has the sign of the divisor, which is not zero. */
PX_INLINE double px_mod_const_double(double a, double b) {
    double r = fmod(a, b);
    if (r == 0.0) return copysign(0.0, b);
    return (r < 0) != (b < 0) ? r + b : r;
}

/* -1.0 with an exception set where the divisor is zero. */
PX_INLINE double px_truediv_double(double a, double b) {
    return px_likely(b != 0.0) ? a / b : px_float_zero_error("float division");
}

PX_INLINE double px_floordiv_double(double a, double b) {
    return px_likely(b != 0.0) ? px_floordiv_const_double(a, b) : px_float_zero_error("float division");
}

PX_INLINE double px_mod_double(double a, double b) {
    return px_likely(b != 0.0) ? px_mod_const_double(a, b) : px_float_zero_error("float divmod()");
}

/* As those, with the messages of the interpreter. */
PX_INLINE double px_truediv_double_python(double a, double b) {
    return px_likely(b != 0.0) ? a / b : px_float_zero_error("float division by zero");
}

PX_INLINE double px_floordiv_double_python(double a, double b) {
    return px_likely(b != 0.0) ? px_floordiv_const_double(a, b) : px_float_zero_error("float floor division by zero");
}

PX_INLINE double px_mod_double_python(double a, double b) {
    const char *text = PY_VERSION_HEX >= 0x030D0000 ? "float modulo by zero" : "float modulo";
    return px_likely(b != 0.0) ? px_mod_const_double(a, b) : px_float_zero_error(text);
}

#endif
