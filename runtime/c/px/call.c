#include "px/call.h"

PX_API PX_COLD PyObject *px_call_failed(PyObject *callable) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_SystemError, "%R returned NULL without setting an exception", callable);
    return NULL;
}
