#include "px/view.h"

PX_API PX_COLD void px_view_first(px_view_object *o) {
    PyGILState_STATE gil = PyGILState_Ensure();
    Py_INCREF(o);
    PyGILState_Release(gil);
}

PX_API PX_COLD void px_view_last(px_view_object *o) {
    PyGILState_STATE gil = PyGILState_Ensure();
    Py_DECREF(o);
    PyGILState_Release(gil);
}

PX_API PX_COLD void px_view_out_of_bounds(int axis) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(PyExc_IndexError, "Out of bounds on buffer access (axis %d)", axis);
    PyGILState_Release(gil);
}

static void px_view_raise(PyObject *type, const char *text) {
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(type, text);
    PyGILState_Release(gil);
}

PX_API PX_COLD void px_view_uninitialized(void) {
    px_view_raise(PyExc_AttributeError, "Memoryview is not initialized");
}

PX_API PX_COLD void px_view_no_result(void) {
    px_view_raise(PyExc_TypeError, "Memoryview return value is not initialized");
}
