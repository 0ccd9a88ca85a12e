#include "px/quiet.h"

#include "px/exc_state.h"

/* A class of the interpreter: its instances have no finaliser, and being one of them is a matter of inheritance. */
static int px_exc_is_plain(PyObject *type) {
    return PyExceptionClass_Check(type) && !PyType_HasFeature((PyTypeObject *)(void *)type, Py_TPFLAGS_HEAPTYPE);
}

PX_API PX_COLD int px_exc_quiet(PyObject *type) {
    PyObject *raised = PyErr_Occurred();
    int alone;
    if (!type || !raised || !px_exc_is_plain(raised) || !px_exc_is_plain(type)) return 0;
    if (raised != type && !PyType_IsSubtype((PyTypeObject *)(void *)raised, (PyTypeObject *)(void *)type)) return 0;
#if PY_VERSION_HEX >= 0x030C0000
    {
        PyObject *exc = PyErr_GetRaisedException();
        alone = Py_REFCNT(exc) == 1;
        PyErr_SetRaisedException(exc);
    }
#else
    {
        PyObject *value, *traceback;
        PyErr_Fetch(&raised, &value, &traceback);
        /* No instance was made yet where the value is something else. */
        alone = !value || !PyExceptionInstance_Check(value) || Py_REFCNT(value) == 1;
        PyErr_Restore(raised, value, traceback);
    }
#endif
    return alone;
}

PX_API PX_COLD PyObject *px_exc_take_quiet(void) {
#if PY_VERSION_HEX < 0x030C0000
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (!traceback) {
        Py_XDECREF(type);
        return value ? value : Py_NewRef(Py_None);
    }
    PyErr_Restore(type, value, traceback);
#endif
    {
        PyObject *exc = px_exc_take();
        return exc ? exc : Py_NewRef(Py_None);
    }
}
