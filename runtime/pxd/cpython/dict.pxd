# Dictionaries.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyDict_Check(object o)
    bint PyDict_CheckExact(object o)
    object PyDict_New()
    object PyDictProxy_New(object)
    void PyDict_Clear(object mp)
    int PyDict_Contains(object mp, object key) except -1
    object PyDict_Copy(object mp)
    int PyDict_SetItem(object mp, object key, object item) except -1
    int PyDict_SetItemString(object dict, const char *key, object value) except -1
    int PyDict_DelItem(object mp, object key) except -1
    int PyDict_DelItemString(object dict, const char *key) except -1
    PyObject *PyDict_GetItem(object mp, object key)
    PyObject *PyDict_GetItemWithError(object mp, object key)
    PyObject *PyDict_GetItemString(object dict, const char *key)
    PyObject *PyDict_SetDefault(object dict, object key, object default_) except NULL
    object PyDict_Items(object mp)
    object PyDict_Keys(object mp)
    object PyDict_Values(object mp)
    Py_ssize_t PyDict_Size(object mp) except -1
    int PyDict_Next(object dict, Py_ssize_t *position, PyObject **key, PyObject **value)
    int PyDict_Merge(object mp, object other, int override) except -1
    int PyDict_Update(object mp, object other) except -1
    int PyDict_MergeFromSeq2(object d, object seq2, int override) except -1

cdef extern from *:
    """
    #if PY_VERSION_HEX < 0x030D0000
    static int pyx_dict_get_ref(PyObject *dict, PyObject *key, PyObject **value) {
        *value = PyDict_GetItemWithError(dict, key);
        if (*value) {
            Py_INCREF(*value);
            return 1;
        }
        return PyErr_Occurred() ? -1 : 0;
    }
    static int pyx_dict_get_string_ref(PyObject *dict, const char *key, PyObject **value) {
        PyObject *name = PyUnicode_FromString(key);
        int found;
        *value = NULL;
        if (!name) return -1;
        found = pyx_dict_get_ref(dict, name, value);
        Py_DECREF(name);
        return found;
    }
    static int pyx_dict_set_default_ref(PyObject *dict, PyObject *key, PyObject *other, PyObject **value) {
        PyObject *known;
        int found = pyx_dict_get_ref(dict, key, &known);
        if (found == 0) {
            known = PyDict_SetDefault(dict, key, other);
            Py_XINCREF(known);
            found = known ? 0 : -1;
        }
        if (value) *value = known;
        else Py_XDECREF(known);
        return found;
    }
    #define PyDict_GetItemRef pyx_dict_get_ref
    #define PyDict_GetItemStringRef pyx_dict_get_string_ref
    #define PyDict_SetDefaultRef pyx_dict_set_default_ref
    #endif
    """
    int PyDict_GetItemRef(object mp, object key, PyObject **result) except -1
    int PyDict_GetItemStringRef(object mp, const char *key, PyObject **result) except -1
    int PyDict_SetDefaultRef(object mp, object key, object default_value, PyObject **result) except -1
