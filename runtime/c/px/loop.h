/* Loops over exact lists, tuples and dicts, by a position that starts at 0. */
#ifndef PX_LOOP_H
#define PX_LOOP_H
#include "px/list.h"

/* The next item, new; NULL at the end. The list may change meanwhile. */
PX_INLINE PyObject *px_list_next(PyObject *list, Py_ssize_t *pos) {
    if (px_unlikely(*pos >= PyList_GET_SIZE(list))) return NULL;
    return px_list_getitem_raw(list, (*pos)++);
}

PX_INLINE PyObject *px_tuple_next(PyObject *tuple, Py_ssize_t *pos) {
    if (px_unlikely(*pos >= PyTuple_GET_SIZE(tuple))) return NULL;
    return Py_NewRef(PyTuple_GET_ITEM(tuple, (*pos)++));
}

/* The next key, new; NULL at the end, and with an exception where the dict has not `n` items any more. So many are `left`
 * to come: more of them means that others took the place of some. */
PX_API PyObject *px_dict_next(PyObject *dict, Py_ssize_t *pos, Py_ssize_t n, Py_ssize_t *left);

/* The value beside the key that px_dict_next found from this position. New reference, or NULL. */
PX_API PyObject *px_dict_value_at(PyObject *dict, Py_ssize_t pos);

#endif
