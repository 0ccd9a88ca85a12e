#include "px/raise_gil.h"

PX_API PX_COLD void px_raise_zero_division(const char *text) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(PyExc_ZeroDivisionError, text);
    PyGILState_Release(gil);
}

PX_API PX_COLD void px_raise_overflow(const char *text) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(PyExc_OverflowError, text);
    PyGILState_Release(gil);
}
