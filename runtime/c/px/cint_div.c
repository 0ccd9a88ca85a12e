#include "px/cint_div.h"

#include "px/raise_gil.h"

PX_API PX_COLD int px_division_error(int zero) {
    if (zero)
        px_raise_zero_division("integer division or modulo by zero");
    else
        px_raise_overflow("value too large to perform division");
    return -1;
}
