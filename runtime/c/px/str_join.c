#include "px/str_join.h"

#include <string.h>

PX_API PyObject *px_str_join_parts(PyObject *const *parts, Py_ssize_t n) {
    Py_ssize_t i, at = 0, length = 0;
    Py_UCS4 widest = 0;
    PyObject *result;
    if (n == 1) return PyUnicode_FromObject(parts[0]);
    for (i = 0; i < n; i++) {
        Py_UCS4 max = PyUnicode_MAX_CHAR_VALUE(parts[i]);
        if (max > widest) widest = max;
        if (PyUnicode_GET_LENGTH(parts[i]) > PY_SSIZE_T_MAX - length) return PyErr_NoMemory();
        length += PyUnicode_GET_LENGTH(parts[i]);
    }
    result = PyUnicode_New(length, widest);
    for (i = 0; result && i < n; i++) {
        Py_ssize_t m = PyUnicode_GET_LENGTH(parts[i]);
        int kind = (int)PyUnicode_KIND(result);
        if ((int)PyUnicode_KIND(parts[i]) == kind)
            memcpy((char *)PyUnicode_DATA(result) + at * kind, PyUnicode_DATA(parts[i]), (size_t)(m * kind));
        else if (PyUnicode_CopyCharacters(result, at, parts[i], 0, m) < 0)
            Py_CLEAR(result);
        at += m;
    }
    return result;
}
