#include "px/class_level2.h"

PX_API PyObject *px_class_finish_level2(px_module *m, PyObject *state, PyObject *name, PyObject *cell) {
    PyObject *key, *meta, *with_meta, *cls;
    /* Keywords of the class say what its metaclass is. */
    if (PyTuple_GET_ITEM(state, 4) != Py_None) return px_class_finish(m, state, name, cell);
    key = PyUnicode_FromString("__metaclass__");
    if (!key) return NULL;
    meta = PyObject_GetItem(px_class_namespace(state), key);
    Py_DECREF(key);
    if (!meta) {
        if (!PyErr_ExceptionMatches(PyExc_KeyError)) return NULL;
        PyErr_Clear();
        return px_class_finish(m, state, name, cell);
    }
    with_meta = PyTuple_Pack(5, meta, PyTuple_GET_ITEM(state, 1), PyTuple_GET_ITEM(state, 2),
                             PyTuple_GET_ITEM(state, 3), PyTuple_GET_ITEM(state, 4));
    Py_DECREF(meta);
    cls = with_meta ? px_class_finish(m, with_meta, name, cell) : NULL;
    Py_XDECREF(with_meta);
    return cls;
}
