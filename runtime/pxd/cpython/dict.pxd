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
