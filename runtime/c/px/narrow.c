#include "px/narrow.h"

PX_API PX_COLD int px_narrow_error(int negative, const char *type) {
    const char *format = negative ? "can't convert negative value to %s" : "value too large to convert to %s";
    PyErr_Format(PyExc_OverflowError, format, type);
    return -1;
}
