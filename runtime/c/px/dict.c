#include "px/dict.h"

#include "px/dict_find.h"

PX_API PX_COLD void px_key_error(PyObject *key) {
    PyObject *args = PyTuple_Pack(1, key); /* a key that is a tuple must not become the arguments */
    if (!args) return;
    PyErr_SetObject(PyExc_KeyError, args);
    Py_DECREF(args);
}

PX_API PyObject *px_dict_getitem(PyObject *dict, PyObject *key) {
    PyObject *value = px_dict_find(dict, key);
    if (px_unlikely(!value) && !PyErr_Occurred()) px_key_error(key);
    return value;
}

PX_API PyObject *px_dict_pack(PyObject *const *items, Py_ssize_t n) {
    PyObject *dict = PyDict_New();
    Py_ssize_t i;
    for (i = 0; dict && i + 1 < n; i += 2) {
        if (PyDict_SetItem(dict, items[i], items[i + 1]) < 0) Py_CLEAR(dict);
    }
    return dict;
}

PX_API int px_dict_update_star(PyObject *dict, PyObject *mapping) {
    if (PyDict_Update(dict, mapping) == 0) return 0;
    if (PyErr_ExceptionMatches(PyExc_AttributeError))
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(mapping)->tp_name);
    return -1;
}
