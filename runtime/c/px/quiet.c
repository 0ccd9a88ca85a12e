#include "px/quiet.h"

#include "px/exc_state.h"

/* One for the module, made when it is needed. */
static PyObject *px_exc_mark;

PX_API PX_COLD void px_raise_quiet(void) {
    if (!px_exc_mark && !(px_exc_mark = PyObject_CallNoArgs(PyExc_BaseException))) return;
#if PY_VERSION_HEX >= 0x030C0000
    PyErr_SetRaisedException(Py_NewRef(px_exc_mark));
#else
    PyErr_Restore(Py_NewRef(PyExc_BaseException), Py_NewRef(px_exc_mark), NULL);
#endif
}

/* A class of the interpreter: its instances have no finaliser, and being one of them is a matter of inheritance. */
static int px_exc_is_plain(PyObject *type) {
    return type && PyExceptionClass_Check(type) && !PyType_HasFeature((PyTypeObject *)(void *)type, Py_TPFLAGS_HEAPTYPE);
}

PX_API PX_COLD int px_exc_fits(PyObject *raised, PyObject *type) {
    if (!px_exc_is_plain(raised) || !px_exc_is_plain(type)) return 0;
    return raised == type || PyType_IsSubtype((PyTypeObject *)(void *)raised, (PyTypeObject *)(void *)type);
}

PX_API PX_COLD int px_exc_quiet(PyObject *type) {
    int quiet;
#if PY_VERSION_HEX >= 0x030C0000
    PyObject *exc = PyErr_GetRaisedException();
    quiet = exc == px_exc_mark || (exc && Py_REFCNT(exc) == 1 && px_exc_fits((PyObject *)Py_TYPE(exc), type));
    PyErr_SetRaisedException(exc);
#else
    PyObject *raised, *value, *traceback;
    PyErr_Fetch(&raised, &value, &traceback);
    /* No instance was made yet where the value is something else. */
    quiet = !value || !PyExceptionInstance_Check(value) || Py_REFCNT(value) == 1;
    quiet = (value && value == px_exc_mark) || (quiet && px_exc_fits(raised, type));
    PyErr_Restore(raised, value, traceback);
#endif
    return quiet;
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
