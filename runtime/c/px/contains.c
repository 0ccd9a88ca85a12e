#include "px/contains.h"

#include "px/dict_find.h"

/* Whether a str has another one in it: 0, 1, or -1. */
static int px_str_contains(PyObject *str, PyObject *part) {
    const void *at;
    if (PyUnicode_GET_LENGTH(part) != 1 || PyUnicode_KIND(str) != PyUnicode_1BYTE_KIND) return PyUnicode_Contains(str, part);
    if (PyUnicode_KIND(part) != PyUnicode_1BYTE_KIND) return 0;
    at = memchr(PyUnicode_DATA(str), PyUnicode_1BYTE_DATA(part)[0], (size_t)PyUnicode_GET_LENGTH(str));
    return at != NULL;
}

PX_API int px_contains(PyObject *container, PyObject *item) {
    if (PyDict_CheckExact(container)) return px_dict_contains(container, item);
    if (PyUnicode_CheckExact(container) && PyUnicode_CheckExact(item)) return px_str_contains(container, item);
    return PySequence_Contains(container, item);
}

PX_API int px_str_contains_char(PyObject *str, Py_UCS4 c) {
    return PyUnicode_FindChar(str, c, 0, PyUnicode_GET_LENGTH(str), 1) >= 0;
}
