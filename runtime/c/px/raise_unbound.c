#include "px/raise_unbound.h"

#include "px/raise_names.h"

PX_API PX_COLD void px_raise_unbound_nogil(PyObject *name) {
    PyGILState_STATE gil = PyGILState_Ensure();
    px_raise_unbound(name);
    PyGILState_Release(gil);
}
