#include "px/raise_unbound.h"

PX_API PX_COLD void px_raise_unbound_view(PyObject *name) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(PyExc_UnboundLocalError, "local variable '%U' referenced before assignment", name);
    PyGILState_Release(gil);
}
