#include "px/cdivision_warn.h"

PX_API PX_COLD int px_cdivision_warn(const char *file, int line) {
    return PyErr_WarnExplicit(PyExc_RuntimeWarning,
                              "division with oppositely signed operands, C and Python semantics differ", file, line,
                              NULL, NULL);
}
