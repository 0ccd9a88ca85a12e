#include "px/instance.h"

#if PX_INSTANCES

PX_API Py_ssize_t px_instance_index(PyTypeObject *type, PyObject *name) {
    px_keys *keys = px_shared_keys(type);
    px_key_entry *entries = px_keys_entries(keys);
    Py_ssize_t i;
    for (i = 0; i < keys->entries; i++) {
        if (entries[i].key == name) return i;
        /* Names are interned, nearly always. */
        if (!PyUnicode_CHECK_INTERNED(entries[i].key) && PyUnicode_Compare(entries[i].key, name) == 0) return i;
    }
    return -1;
}

PX_API uint64_t px_dict_place(PyObject *dict, PyObject *name) {
    uint64_t place, n = (uint64_t)((px_keys *)(void *)((PyDictObject *)(void *)dict)->ma_keys)->entries;
    for (place = 0; place < n; place++)
        if (px_dict_at(dict, name, place)) return place;
    return n;
}

#endif
