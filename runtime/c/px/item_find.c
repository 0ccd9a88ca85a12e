#include "px/item_find.h"

#include "px/dict_find.h"
#include "px/item.h"

PX_API PyObject *px_item_find_key(PyObject *o, PyObject *key) {
    return px_likely(PyDict_CheckExact(o)) ? px_dict_find(o, key) : px_obj_getitem(o, key);
}

/* Whether a container has no item at an index. */
static int px_is_outside(PyObject *o, PyObject *key) {
    Py_ssize_t n, at;
    if (PyList_CheckExact(o))
        n = PyList_GET_SIZE(o);
    else if (PyTuple_CheckExact(o))
        n = PyTuple_GET_SIZE(o);
    else if (PyUnicode_CheckExact(o))
        n = PyUnicode_GET_LENGTH(o);
    else
        return 0;
    if (!PyLong_CheckExact(key) || !px_int_is_small(key)) return 0;
    at = px_int_small(key);
    return at >= n || at < -n;
}

PX_API PyObject *px_item_find_index(PyObject *o, PyObject *key) {
    return px_unlikely(px_is_outside(o, key)) ? NULL : px_obj_getitem(o, key);
}

PX_API PyObject *px_item_find(PyObject *o, PyObject *key) {
    return PyDict_CheckExact(o) ? px_dict_find(o, key) : px_item_find_index(o, key);
}
