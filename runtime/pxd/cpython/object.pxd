# Objects in general: attributes, comparison, calls, types.

cdef extern from "Python.h":
    ctypedef struct PyObject:
        Py_ssize_t ob_refcnt
        PyTypeObject *ob_type
    ctypedef struct PyVarObject:
        Py_ssize_t ob_size

    ctypedef object (*newfunc)(type, object, object)
    ctypedef object (*unaryfunc)(object)
    ctypedef object (*binaryfunc)(object, object)
    ctypedef object (*ternaryfunc)(object, object, object)
    ctypedef int (*inquiry)(object) except -1
    ctypedef Py_ssize_t (*lenfunc)(object) except -1
    ctypedef object (*ssizeargfunc)(object, Py_ssize_t)
    ctypedef object (*ssizessizeargfunc)(object, Py_ssize_t, Py_ssize_t)
    ctypedef int (*ssizeobjargproc)(object, Py_ssize_t, object) except -1
    ctypedef int (*ssizessizeobjargproc)(object, Py_ssize_t, Py_ssize_t, object) except -1
    ctypedef int (*objobjargproc)(object, object, object) except -1
    ctypedef int (*objobjproc)(object, object) except -1
    ctypedef Py_hash_t (*hashfunc)(object) except -1
    ctypedef object (*reprfunc)(object)
    ctypedef int (*cmpfunc)(object, object) except -2
    ctypedef object (*richcmpfunc)(object, object, int)
    ctypedef void (*freefunc)(void *)
    ctypedef void (*destructor)(PyObject *)
    ctypedef int (*visitproc)(PyObject *, void *)
    ctypedef int (*traverseproc)(PyObject *, visitproc, void *)
    ctypedef object (*descrgetfunc)(object, object, object)
    ctypedef int (*descrsetfunc)(object, object, object) except -1
    ctypedef object (*PyCFunction)(object, object)

    ctypedef struct PyTypeObject:
        const char *tp_name
        const char *tp_doc
        Py_ssize_t tp_basicsize
        Py_ssize_t tp_itemsize
        Py_ssize_t tp_dictoffset
        unsigned long tp_flags

        newfunc tp_new
        destructor tp_dealloc
        destructor tp_del
        destructor tp_finalize
        traverseproc tp_traverse
        inquiry tp_clear
        freefunc tp_free

        ternaryfunc tp_call
        hashfunc tp_hash
        reprfunc tp_str
        reprfunc tp_repr
        richcmpfunc tp_richcompare
        PyTypeObject *tp_base
        PyObject *tp_dict
        descrgetfunc tp_descr_get
        descrsetfunc tp_descr_set
        unsigned int tp_version_tag

    const int Py_LT
    const int Py_LE
    const int Py_EQ
    const int Py_NE
    const int Py_GT
    const int Py_GE

    const long Py_TPFLAGS_DEFAULT
    const long Py_TPFLAGS_BASETYPE
    const long Py_TPFLAGS_HEAPTYPE
    const long Py_TPFLAGS_HAVE_GC
    const long Py_TPFLAGS_READY
    const long Py_TPFLAGS_IMMUTABLETYPE
    const long Py_TPFLAGS_SEQUENCE
    const long Py_TPFLAGS_MAPPING
    const long Py_TPFLAGS_LONG_SUBCLASS
    const long Py_TPFLAGS_LIST_SUBCLASS
    const long Py_TPFLAGS_TUPLE_SUBCLASS
    const long Py_TPFLAGS_BYTES_SUBCLASS
    const long Py_TPFLAGS_UNICODE_SUBCLASS
    const long Py_TPFLAGS_DICT_SUBCLASS
    const long Py_TPFLAGS_TYPE_SUBCLASS

    PyTypeObject *Py_TYPE(object o)
    Py_ssize_t Py_SIZE(object o)
    Py_ssize_t Py_REFCNT(object o)
    void Py_INCREF(object o)
    void Py_DECREF(object o)

    bint PyObject_HasAttr(object o, object name)
    bint PyObject_HasAttrString(object o, const char *name)
    object PyObject_GetAttr(object, object)
    object PyObject_GetAttrString(object, const char *)
    object PyObject_GenericGetAttr(object, object)
    int PyObject_SetAttr(object, object, object) except -1
    int PyObject_SetAttrString(object, const char *, object) except -1
    int PyObject_GenericSetAttr(object, object, object) except -1
    int PyObject_DelAttr(object o, object name) except -1
    int PyObject_DelAttrString(object o, const char *name) except -1
    object PyObject_GenericGetDict(object o, void *context)
    int PyObject_GenericSetDict(object o, object value, void *context) except -1

    object PyObject_RichCompare(object, object, int)
    bint PyObject_RichCompareBool(object a, object b, int operation) except -1
    object PyObject_Repr(object)
    object PyObject_Str(object)
    object PyObject_Bytes(object)
    object PyObject_ASCII(object)
    object PyObject_Dir(object)
    object PyObject_Format(object o, object specification)
    bint PyObject_IsInstance(object o, object class_) except -1
    bint PyObject_IsSubclass(object derived, object class_) except -1
    bint PyObject_IsTrue(object o) except -1
    bint PyObject_Not(object o) except -1
    Py_hash_t PyObject_Hash(object) except -1
    Py_hash_t PyObject_HashNotImplemented(object) except -1

    bint PyCallable_Check(object o)
    object PyObject_Call(object callable, object args, object kwargs)
    object PyObject_CallObject(object callable, object arguments)
    object PyObject_CallNoArgs(object func)
    object PyObject_CallFunction(object callable, const char *format, ...)
    object PyObject_CallMethod(object o, const char *name, const char *format, ...)
    object PyObject_CallFunctionObjArgs(object callable, ...)
    object PyObject_CallMethodObjArgs(object o, object name, ...)

    object PyObject_Type(object o)
    bint PyObject_TypeCheck(object o, PyTypeObject *type)
    Py_ssize_t PyObject_Length(object o) except -1
    Py_ssize_t PyObject_Size(object o) except -1
    Py_ssize_t PyObject_LengthHint(object o, Py_ssize_t default_) except -1
    object PyObject_GetItem(object o, object key)
    int PyObject_SetItem(object o, object key, object v) except -1
    int PyObject_DelItem(object o, object key) except -1
    int PyObject_AsFileDescriptor(object o) except -1
    object PyObject_GetIter(object)
    object PyObject_SelfIter(object)
    bint PyObject_CheckBuffer(object o)
    int Py_EnterRecursiveCall(const char *where) except -1
    void Py_LeaveRecursiveCall()

from libc.stdio cimport FILE

cdef extern from "Python.h":
    ctypedef struct PyMethodDef:
        const char *ml_name
        PyCFunction ml_meth
        int ml_flags
        const char *ml_doc

    ctypedef object (*PyCFunction)(object self, object arguments)

    void *PyObject_Malloc(size_t size)
    void *PyObject_Realloc(void *memory, size_t size)
    void PyObject_Free(void *memory)
    int PyObject_Print(object o, FILE *file, int flags) except -1

    const long Py_TPFLAGS_BASE_EXC_SUBCLASS
    const long Py_TPFLAGS_DISALLOW_INSTANTIATION
    const long Py_TPFLAGS_HAVE_FINALIZE
    const long Py_TPFLAGS_HAVE_STACKLESS_EXTENSION
    const long Py_TPFLAGS_HAVE_VECTORCALL
    const long Py_TPFLAGS_HAVE_VERSION_TAG
    const long Py_TPFLAGS_IS_ABSTRACT
    const long Py_TPFLAGS_ITEMS_AT_END
    const long Py_TPFLAGS_MANAGED_DICT
    const long Py_TPFLAGS_MANAGED_WEAKREF
    const long Py_TPFLAGS_METHOD_DESCRIPTOR
    const long Py_TPFLAGS_READYING
    const long Py_TPFLAGS_VALID_VERSION_TAG

    # Of Python 2; not in the headers of today.
    const long Py_TPFLAGS_INT_SUBCLASS
    const long Py_TPFLAGS_STRING_SUBCLASS
    int PyObject_Cmp(object a, object b, int *result) except -1
    int PyObject_Compare(object a, object b) except *
