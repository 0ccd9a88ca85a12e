#include "px/cfloat.h"

#include "px/raise_gil.h"

PX_API PX_COLD double px_float_zero_error(const char *text) {
    px_raise_zero_division(text);
    return -1.0;
}

PX_API double px_floordiv_const_double(double a, double b) {
    double r = fmod(a, b), q = (a - r) / b, down;
    if (r != 0.0 && (r < 0) != (b < 0)) q -= 1.0;
    if (q == 0.0) return copysign(0.0, a / b);
    down = floor(q);
    return q - down > 0.5 ? down + 1.0 : down;
}
