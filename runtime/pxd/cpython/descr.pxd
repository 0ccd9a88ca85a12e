# Descriptors.

from cpython.object cimport PyObject, PyTypeObject

cdef extern from "Python.h":
    bint PyWrapper_Check(object o)

cdef extern from "Python.h":
    ctypedef object (*wrapperfunc)(self, args, void *wrapped)
    ctypedef object (*wrapperfunc_kwds)(self, args, void *wrapped, kwds)

    struct wrapperbase:
        const char *name
        int offset
        void *function
        wrapperfunc wrapper
        const char *doc
        int flags
        PyObject *name_strobj

    const int PyWrapperFlag_KEYWORDS

    ctypedef class __builtin__.wrapper_descriptor [object PyWrapperDescrObject]:
        cdef wrapperbase *d_base
        cdef void *d_wrapped

    object PyDescr_NewWrapper(PyTypeObject *type, wrapperbase *base, void *wrapped)
    bint PyDescr_IsData(object descriptor)
