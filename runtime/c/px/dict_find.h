/* Look-ups of text in dicts, without calls where all keys are text. */
#ifndef PX_DICT_FIND_H
#define PX_DICT_FIND_H
#include "px/compare_exact.h"
#include "px/instance.h"

/* The value of a key: a new reference. NULL where the dict does not have it, or with an exception. */
PX_API PyObject *px_dict_find_any(PyObject *dict, PyObject *key);

#if PX_INSTANCES

/* Whether a dict has nothing but str as keys, and its values beside them. */
PX_INLINE int px_dict_is_of_text(PyObject *dict) {
    PyDictObject *d = (PyDictObject *)(void *)dict;
    return ((px_keys *)(void *)d->ma_keys)->kind == 1 && !d->ma_values;
}

/* What stands at a place of the hash table: the number of an entry, or less than 0; -1: the place was never used. */
PX_INLINE Py_ssize_t px_keys_index(px_keys *keys, size_t place) {
    const void *indices = keys + 1;
    switch (keys->log2_index_bytes - keys->log2_size) {
    case 0:
        return ((const int8_t *)indices)[place];
    case 1:
        return ((const int16_t *)indices)[place];
    case 2:
        return ((const int32_t *)indices)[place];
    default:
        return (Py_ssize_t)((const int64_t *)indices)[place];
    }
}

/* The entry of an exact str in a dict of text; NULL where it does not have it. */
PX_INLINE px_key_entry *px_dict_entry(PyObject *dict, PyObject *key, Py_hash_t hash) {
    px_keys *keys = (px_keys *)(void *)((PyDictObject *)(void *)dict)->ma_keys;
    px_key_entry *entries = px_keys_entries(keys);
    size_t mask = ((size_t)1 << keys->log2_size) - 1, rest = (size_t)hash, place = rest & mask;
    for (;;) {
        Py_ssize_t index = px_keys_index(keys, place);
        if (index >= 0) {
            PyObject *there = entries[index].key;
            if (there == key) return entries + index;
            if (((PyASCIIObject *)(void *)there)->hash == hash && px_str_eq(there, key)) return entries + index;
        } else if (index == -1) {
            return NULL;
        }
        rest >>= 5;
        place = (place * 5 + rest + 1) & mask;
    }
}

/* The hash of an exact str. */
PX_INLINE Py_hash_t px_str_hash(PyObject *str) {
    Py_hash_t hash = ((PyASCIIObject *)(void *)str)->hash;
    return px_likely(hash != -1) ? hash : PyObject_Hash(str);
}

#endif

PX_INLINE PyObject *px_dict_find(PyObject *dict, PyObject *key) {
#if PX_INSTANCES
    if (PyUnicode_CheckExact(key) && px_dict_is_of_text(dict)) {
        px_key_entry *entry = px_dict_entry(dict, key, px_str_hash(key));
        return entry ? Py_NewRef(entry->value) : NULL;
    }
#endif
    return px_dict_find_any(dict, key);
}

/* `key in dict`: 0, 1, or -1. */
PX_INLINE int px_dict_contains(PyObject *dict, PyObject *key) {
#if PX_INSTANCES
    if (PyUnicode_CheckExact(key) && px_dict_is_of_text(dict)) return px_dict_entry(dict, key, px_str_hash(key)) != NULL;
#endif
    return PyDict_Contains(dict, key);
}

#endif
