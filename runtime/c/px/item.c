#include "px/item.h"

#include "px/dict.h"
#include "px/str_char.h"

/* A character by an index that may be negative; NULL without an exception where it is out of bounds. */
static PyObject *px_str_item(PyObject *str, Py_ssize_t i) {
    if (i < 0) i += PyUnicode_GET_LENGTH(str);
    if ((size_t)i >= (size_t)PyUnicode_GET_LENGTH(str)) return NULL;
    return px_str_char(PyUnicode_READ_CHAR(str, i));
}

PX_API PyObject *px_obj_getitem_slow(PyObject *o, PyObject *key) {
    if (PyDict_CheckExact(o)) return px_dict_getitem(o, key);
    if (PyLong_CheckExact(key) && px_int_is_small(key)) {
        PyObject *item = NULL;
        if (PyTuple_CheckExact(o) || PyList_CheckExact(o)) return px_obj_getitem_index(o, px_int_small(key));
        if (PyUnicode_CheckExact(o)) item = px_str_item(o, px_int_small(key));
        if (item) return item;
    }
    return PyObject_GetItem(o, key);
}

PX_API int px_obj_setitem_slow(PyObject *o, PyObject *key, PyObject *value) {
    if (PyDict_CheckExact(o)) return PyDict_SetItem(o, key, value);
    return PyObject_SetItem(o, key, value);
}

PX_API PyObject *px_obj_getitem_boxed(PyObject *o, Py_ssize_t i) {
    PyObject *value = PyUnicode_CheckExact(o) ? px_str_item(o, i) : NULL, *key;
    if (value) return value;
    key = PyLong_FromSsize_t(i);
    if (!key) return NULL;
    value = PyDict_CheckExact(o) ? px_dict_getitem(o, key) : PyObject_GetItem(o, key);
    Py_DECREF(key);
    return value;
}

PX_API PyObject *px_obj_getitem_size(PyObject *o, size_t i) {
    PyObject *key, *value;
    if (px_likely(i <= (size_t)PY_SSIZE_T_MAX)) return px_obj_getitem_index(o, (Py_ssize_t)i);
    key = PyLong_FromSize_t(i);
    if (!key) return NULL;
    value = PyObject_GetItem(o, key);
    Py_DECREF(key);
    return value;
}

PX_API int px_obj_setitem_boxed(PyObject *o, Py_ssize_t i, PyObject *value) {
    PyObject *key = PyLong_FromSsize_t(i);
    int status;
    if (!key) return -1;
    status = PyObject_SetItem(o, key, value);
    Py_DECREF(key);
    return status;
}

PX_API int px_obj_delitem_index(PyObject *o, Py_ssize_t i) {
    PyObject *key = PyLong_FromSsize_t(i);
    int status;
    if (!key) return -1;
    status = PyObject_DelItem(o, key);
    Py_DECREF(key);
    return status;
}
