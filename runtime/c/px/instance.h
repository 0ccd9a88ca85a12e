/* Where CPython keeps the attributes of ordinary instances: as values beside the object, in the order of names (the keys)
 * that all instances of the type share. The layout is that of single versions of CPython, and it is only read and
 * written where PX_INSTANCES is 1; elsewhere the public functions do everything.
 *
 * What holds in all of these versions: a type with a version tag (not 0) gets another one, or 0, by any change of what a look-up
 * on it finds. Shared keys only grow. */
#ifndef PX_INSTANCE_H
#define PX_INSTANCE_H
#include "px/base.h"

#include <stddef.h>

#if PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030E0000 && !defined(Py_LIMITED_API) && \
    !defined(Py_GIL_DISABLED) && !defined(PYPY_VERSION) && !defined(GRAALVM_PYTHON)
#define PX_INSTANCES 1
#else
#define PX_INSTANCES 0
#endif

#if PX_INSTANCES

/* The head of a table of keys; the indices and then the entries follow. */
typedef struct px_keys {
    Py_ssize_t refcnt;
    uint8_t log2_size;
    uint8_t log2_index_bytes;
    uint8_t kind;
    uint32_t version;
    Py_ssize_t usable;
    Py_ssize_t entries;
} px_keys;

/* An entry of a table whose keys are all str. */
typedef struct px_key_entry {
    PyObject *key;
    PyObject *value;
} px_key_entry;

PX_INLINE px_key_entry *px_keys_entries(px_keys *keys) {
    return (px_key_entry *)(void *)((char *)(keys + 1) + ((size_t)1 << keys->log2_index_bytes));
}

PX_INLINE px_keys *px_shared_keys(PyTypeObject *type) {
    return (px_keys *)(void *)((PyHeapTypeObject *)(void *)type)->ht_cached_keys;
}

#if PY_VERSION_HEX >= 0x030D0000
/* The values follow the head of the object. */
#define PX_VALUES_FLAG ((1UL << 2) | (1UL << 4))
typedef struct px_inline_values {
    uint8_t capacity;
    uint8_t size;
    uint8_t embedded;
    uint8_t valid;
    PyObject *items[1];
} px_inline_values;
#else
#define PX_VALUES_FLAG (1UL << 4)
#endif

/* Whether the instances of the type have values. */
PX_INLINE int px_has_values(PyTypeObject *type) {
    return (type->tp_flags & PX_VALUES_FLAG) == PX_VALUES_FLAG && px_shared_keys(type);
}

/* The values of an instance of such a type; NULL where a dict has taken over. */
PX_INLINE PyObject **px_instance_values(PyObject *o) {
#if PY_VERSION_HEX < 0x030C0000
    return ((PyObject ***)(void *)o)[-4];
#elif PY_VERSION_HEX < 0x030D0000
    uintptr_t values = ((uintptr_t *)(void *)o)[-3];
    return values & 1 ? (PyObject **)(values + 1) : NULL;
#else
    px_inline_values *values = (px_inline_values *)(void *)(o + 1);
    return values->valid ? values->items : NULL;
#endif
}

/* The dict of an instance of such a type; NULL where none was made. */
PX_INLINE PyObject *px_instance_dict(PyObject *o) {
#if PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030D0000
    return ((uintptr_t *)(void *)o)[-3] & 1 ? NULL : ((PyObject **)(void *)o)[-3];
#else
    return ((PyObject **)(void *)o)[-3];
#endif
}

/* The values, where they may be written without a dict being told. */
PX_INLINE PyObject **px_instance_store(PyObject *o) {
#if PY_VERSION_HEX >= 0x030D0000
    return px_instance_dict(o) ? NULL : px_instance_values(o);
#else
    return px_instance_values(o);
#endif
}

/* Notes that the value at an index, absent before, is the latest one. */
PX_INLINE void px_values_added(PyObject **values, size_t index) {
#if PY_VERSION_HEX < 0x030D0000
    uint8_t *size = (uint8_t *)values - 2;
    size[-(int)++*size] = (uint8_t)index;
#else
    px_inline_values *head = (px_inline_values *)(void *)((char *)values - offsetof(px_inline_values, items));
    ((uint8_t *)(values + head->capacity))[head->size++] = (uint8_t)index;
#endif
}

/* The value of an interned name, if it is at this place of a dict: borrowed. NULL where it is not, or the dict is not one of
 * names only. */
PX_INLINE PyObject *px_dict_at(PyObject *dict, PyObject *name, uint64_t place) {
    px_keys *keys = (px_keys *)(void *)((PyDictObject *)(void *)dict)->ma_keys;
    px_key_entry *entry;
    if (keys->kind != 1 || place >= (uint64_t)keys->entries || ((PyDictObject *)(void *)dict)->ma_values) return NULL;
    entry = px_keys_entries(keys) + place;
    return entry->key == name ? entry->value : NULL;
}

/* The place of an interned name in a dict; any number where it is not there. */
PX_API uint64_t px_dict_place(PyObject *dict, PyObject *name);

/* The place of an interned name among the shared keys; -1 where it is not there. */
PX_API Py_ssize_t px_instance_index(PyTypeObject *type, PyObject *name);

#endif
#endif
