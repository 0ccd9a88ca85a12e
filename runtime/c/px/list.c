#include "px/list.h"

#include "px/iterable.h"

PX_API PyObject *px_list_pack(PyObject *const *items, Py_ssize_t n) {
    PyObject *list = PyList_New(n);
    Py_ssize_t i;
    for (i = 0; list && i < n; i++) PyList_SET_ITEM(list, i, Py_NewRef(items[i]));
    return list;
}

PX_API int px_list_extend_star(PyObject *list, PyObject *iterable) {
    if (px_extend(list, iterable) == 0) return 0;
    if (PyErr_ExceptionMatches(PyExc_TypeError) && !px_is_iterable(iterable))
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", Py_TYPE(iterable)->tp_name);
    return -1;
}

PX_API PX_COLD PyObject *px_list_index_error(void) {
    PyErr_SetString(PyExc_IndexError, "list index out of range");
    return NULL;
}

PX_API PX_COLD int px_list_store_error(void) {
    PyErr_SetString(PyExc_IndexError, "list assignment index out of range");
    return -1;
}
