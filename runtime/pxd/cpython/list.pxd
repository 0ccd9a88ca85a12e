# Lists.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    object PyList_New(Py_ssize_t size)
    bint PyList_Check(object o)
    bint PyList_CheckExact(object o)
    Py_ssize_t PyList_Size(object) except -1
    Py_ssize_t PyList_GET_SIZE(object list)
    PyObject *PyList_GetItem(object, Py_ssize_t) except NULL
    PyObject *PyList_GET_ITEM(object list, Py_ssize_t index)
    int PyList_SetItem(object, Py_ssize_t, object) except -1
    void PyList_SET_ITEM(object list, Py_ssize_t index, object item)
    int PyList_Insert(object, Py_ssize_t, object) except -1
    int PyList_Append(object, object) except -1
    object PyList_GetSlice(object, Py_ssize_t, Py_ssize_t)
    int PyList_SetSlice(object, Py_ssize_t, Py_ssize_t, object) except -1
    int PyList_Sort(object) except -1
    int PyList_Reverse(object) except -1
    object PyList_AsTuple(object)

cdef extern from *:
    """
    #if PY_VERSION_HEX < 0x030D0000
    static PyObject *pyx_list_get_ref(PyObject *list, Py_ssize_t index) {
        PyObject *item = PyList_GetItem(list, index);
        Py_XINCREF(item);
        return item;
    }
    static int pyx_list_extend(PyObject *list, PyObject *items) {
        PyObject *none;
        if (!PyList_Check(list)) {
            PyErr_BadInternalCall();
            return -1;
        }
        none = PyObject_CallMethod(list, "extend", "(O)", items);
        Py_XDECREF(none);
        return none ? 0 : -1;
    }
    static int pyx_list_clear(PyObject *list) {
        return PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, NULL);
    }
    #define PyList_GetItemRef pyx_list_get_ref
    #define PyList_Extend pyx_list_extend
    #define PyList_Clear pyx_list_clear
    #endif
    """
    object PyList_GetItemRef(object list, Py_ssize_t index)
    int PyList_Extend(object list, object iterable) except -1
    int PyList_Clear(object list) except -1
