#include "px/check_arg.h"

static const char px_subclass_note[] =
    ". Note that Cython is deliberately stricter than PEP-484 and rejects subclasses of builtin types. "
    "If you need to pass subclasses then set the 'annotation_typing' directive to False.";

PX_API int px_check_arg_slow(PyObject *value, PyObject *type, PyObject *name, int none, int exact) {
    if (none && value == Py_None) return 0;
    if (!exact && PyObject_TypeCheck(value, (PyTypeObject *)type)) return 0;
    PyErr_Format(PyExc_TypeError, "Argument '%U' has incorrect type (expected %.200s, got %.200s)%s", name,
                 ((PyTypeObject *)type)->tp_name, Py_TYPE(value)->tp_name,
                 exact == 2 && PyObject_TypeCheck(value, (PyTypeObject *)type) ? px_subclass_note : "");
    return -1;
}

PX_API PX_COLD int px_check_instance_error(PyObject *value, PyObject *type) {
    const char *wanted = ((PyTypeObject *)type)->tp_name, *found = Py_TYPE(value)->tp_name;
    /* Builtin exceptions are builtin types in messages too. */
    if (PyExceptionClass_Check(type) && !PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_HEAPTYPE))
        PyErr_Format(PyExc_TypeError, "Expected %.200s, got %.200s", wanted, found);
    else
        PyErr_Format(PyExc_TypeError, "Cannot convert %.200s to %.200s", found, wanted);
    return -1;
}

PX_API PX_COLD int px_check_none_error(PyObject *name) {
    PyErr_Format(PyExc_TypeError, "Argument '%U' must not be None", name);
    return -1;
}

PX_API PX_COLD int px_check_self_error(PyObject *value, PyObject *type, PyObject *name) {
    PyErr_Format(PyExc_TypeError, "descriptor '%U' requires a '%.100s' object but received a '%.100s'", name,
                 ((PyTypeObject *)type)->tp_name, Py_TYPE(value)->tp_name);
    return -1;
}
