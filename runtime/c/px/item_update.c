#include "px/item_update.h"

#include "px/dict_find.h"
#include "px/item.h"
#include "px/number.h"
#include "px/number_const.h"

#if PX_INSTANCES
/* The entry of a text in an exact dict, if it holds a small int: nothing else can happen while that is replaced. */
static px_key_entry *px_item_number(PyObject *o, PyObject *key) {
    px_key_entry *entry;
    if (!PyDict_CheckExact(o) || !PyUnicode_CheckExact(key) || !px_dict_is_of_text(o)) return NULL;
    entry = px_dict_entry(o, key, px_str_hash(key));
    return entry && px_obj_is_small_int(entry->value) ? entry : NULL;
}

/* Under the key that is there, which is found by its identity. */
static int px_item_replace(PyObject *o, px_key_entry *entry, long long value) {
    PyObject *number = PyLong_FromLongLong(value);
    int status = number ? PyDict_SetItem(o, entry->key, number) : -1;
    Py_XDECREF(number);
    return status;
}
#endif

/* Stores the sum, which it takes over. */
static int px_item_store(PyObject *o, PyObject *key, PyObject *sum) {
    int status = sum ? px_obj_setitem(o, key, sum) : -1;
    Py_XDECREF(sum);
    return status;
}

PX_API int px_item_iadd(PyObject *o, PyObject *key, PyObject *x) {
    PyObject *value, *sum;
#if PX_INSTANCES
    px_key_entry *entry = px_obj_is_small_int(x) ? px_item_number(o, key) : NULL;
    if (entry) return px_item_replace(o, entry, (long long)px_int_small(entry->value) + px_int_small(x));
#endif
    value = px_obj_getitem(o, key);
    if (!value) return -1;
    sum = px_obj_iadd(value, x);
    Py_DECREF(value);
    return px_item_store(o, key, sum);
}

PX_API int px_item_iadd_const(PyObject *o, PyObject *key, PyObject *b, long c) {
    PyObject *value, *sum;
#if PX_INSTANCES
    px_key_entry *entry = px_item_number(o, key);
    if (entry) return px_item_replace(o, entry, (long long)px_int_small(entry->value) + c);
#endif
    value = px_obj_getitem(o, key);
    if (!value) return -1;
    sum = px_obj_iadd_const(value, b, c);
    Py_DECREF(value);
    return px_item_store(o, key, sum);
}
