#include "px/cint_checked.h"

#include "px/raise_gil.h"

PX_API PX_COLD int px_overflow_error(void) {
    px_raise_overflow("value too large");
    return -1;
}
