#include "px/view_slice.h"

PX_API PX_COLD void px_view_zero_step(int axis) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(PyExc_ValueError, "Step may not be zero (axis %d)", axis);
    PyGILState_Release(gil);
}
