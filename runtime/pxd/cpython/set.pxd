# Sets and frozen sets.

cdef extern from "Python.h":
    bint PySet_Check(object o)
    bint PyFrozenSet_Check(object o)
    bint PyAnySet_Check(object o)
    bint PySet_CheckExact(object o)
    bint PyFrozenSet_CheckExact(object o)
    bint PyAnySet_CheckExact(object o)
    object PySet_New(object)
    object PyFrozenSet_New(object)
    Py_ssize_t PySet_Size(object anyset) except -1
    Py_ssize_t PySet_GET_SIZE(object set)
    bint PySet_Contains(object set, object key) except -1
    int PySet_Add(object s_, object key) except -1
    bint PySet_Discard(object set, object key) except -1
    object PySet_Pop(object s_)
    int PySet_Clear(object s_) except -1
