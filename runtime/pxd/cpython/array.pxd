# Arrays of numbers, the type of Python's `array` module. `a.data` is the memory, as pointers to the possible items.

from cpython.object cimport PyTypeObject, Py_TYPE
from libc.string cimport memcpy, memset

cdef extern from *:
    """
    #ifndef PYX_ARRAY
    #define PYX_ARRAY
    /* As the module itself has them: there is no header. */
    typedef struct arraydescr {
        char typecode;
        int itemsize;
        PyObject *(*getitem)(struct arrayobject *, Py_ssize_t);
        int (*setitem)(struct arrayobject *, Py_ssize_t, PyObject *);
    } arraydescr;
    typedef struct arrayobject {
        PyObject_VAR_HEAD
        char *ob_item;
        Py_ssize_t allocated;
        const struct arraydescr *ob_descr;
        PyObject *weakreflist;
        Py_ssize_t ob_exports;
    } arrayobject;
    typedef union __data_union {
        char *as_chars;
        signed char *as_schars;
        unsigned char *as_uchars;
        short *as_shorts;
        unsigned short *as_ushorts;
        int *as_ints;
        unsigned int *as_uints;
        long *as_longs;
        unsigned long *as_ulongs;
        long long *as_longlongs;
        unsigned long long *as_ulonglongs;
        float *as_floats;
        double *as_doubles;
        Py_UNICODE *as_pyunicodes;
        void *as_voidptr;
    } __data_union;
    static inline __data_union pyx_array_data(PyObject *array) {
        __data_union data;
        data.as_chars = ((arrayobject *)array)->ob_item;
        return data;
    }
    /* Makes room for as many items as wanted, and for some more if it has to grow. */
    static int pyx_array_resize(PyObject *object, Py_ssize_t length, int more) {
        arrayobject *array = (arrayobject *)object;
        Py_ssize_t size = array->ob_descr->itemsize, room = length;
        if (more) {
            if (length <= array->allocated && length >= (array->allocated >> 1)) {
                Py_SET_SIZE(array, length);
                return 0;
            }
            room += (length >> 4) + (length < 8 ? 3 : 7);
        }
        if (length < 0 || room > PY_SSIZE_T_MAX / size) {
            PyErr_NoMemory();
            return -1;
        }
        if (room) {
            char *memory = (char *)PyMem_Realloc(array->ob_item, (size_t)(room * size));
            if (!memory) {
                PyErr_NoMemory();
                return -1;
            }
            array->ob_item = memory;
        } else {
            PyMem_Free(array->ob_item);
            array->ob_item = NULL;
        }
        array->allocated = room;
        Py_SET_SIZE(array, length);
        return 0;
    }
    static PyObject *pyx_array_new(PyTypeObject *type, Py_ssize_t length, const arraydescr *items) {
        arrayobject *array;
        if (length < 0) {
            PyErr_BadInternalCall();
            return NULL;
        }
        array = (arrayobject *)type->tp_alloc(type, 0);
        if (!array) return NULL;
        array->ob_descr = items;
        array->ob_item = NULL;
        array->allocated = 0;
        array->weakreflist = NULL;
        if (pyx_array_resize((PyObject *)array, length, 0) < 0) {
            Py_DECREF(array);
            return NULL;
        }
        return (PyObject *)array;
    }
    #endif
    """
    ctypedef union __data_union:
        char *as_chars
        signed char *as_schars
        unsigned char *as_uchars
        short *as_shorts
        unsigned short *as_ushorts
        int *as_ints
        unsigned int *as_uints
        long *as_longs
        unsigned long *as_ulongs
        long long *as_longlongs
        unsigned long long *as_ulonglongs
        float *as_floats
        double *as_doubles
        Py_UNICODE *as_pyunicodes
        void *as_voidptr

    ctypedef struct arraydescr:
        char typecode
        int itemsize

    __data_union __Pyx_PyArray_Data "pyx_array_data"(object array) noexcept nogil

    ctypedef class array.array [object arrayobject]:
        cdef Py_ssize_t allocated
        cdef const arraydescr *ob_descr

        @property
        cdef inline __data_union data(self) noexcept nogil:
            return __Pyx_PyArray_Data(self)

    ctypedef object GETF(array a, Py_ssize_t index)
    ctypedef object SETF(array a, Py_ssize_t index, object value)

    array newarrayobject "pyx_array_new"(PyTypeObject *type, Py_ssize_t size, const arraydescr *items)
    int pyx_array_resize(array self, Py_ssize_t n, int more) except -1

cdef inline array clone(array template, Py_ssize_t length, bint zero):
    """A new array with items of the same type."""
    cdef array made = newarrayobject(Py_TYPE(template), length, template.ob_descr)
    if zero and length > 0:
        memset(made.data.as_chars, 0, length * made.ob_descr.itemsize)
    return made

cdef inline array copy(array self):
    """A copy of an array."""
    cdef array made = newarrayobject(Py_TYPE(self), len(self), self.ob_descr)
    if len(self) > 0:
        memcpy(made.data.as_chars, self.data.as_chars, len(self) * self.ob_descr.itemsize)
    return made

cdef inline int resize(array self, Py_ssize_t n) except -1:
    """Changes the length; new items have any value."""
    return pyx_array_resize(self, n, 0)

cdef inline int resize_smart(array self, Py_ssize_t n) except -1:
    """The same with room for more, for arrays that grow often."""
    return pyx_array_resize(self, n, 1)

cdef inline int extend_buffer(array self, char *stuff, Py_ssize_t n) except -1:
    """Appends n items that are in C memory, of the type of the array."""
    cdef Py_ssize_t size = self.ob_descr.itemsize
    cdef Py_ssize_t before = len(self)
    resize_smart(self, before + n)
    memcpy(self.data.as_chars + before * size, stuff, n * size)
    return 0

cdef inline int extend(array self, array other) except -1:
    """Appends the items of another array of the same type."""
    if self.ob_descr.typecode != other.ob_descr.typecode:
        raise TypeError("arrays of different types")
    return extend_buffer(self, other.data.as_chars, len(other))

cdef inline void zero(array self) noexcept:
    """Sets all items to zero."""
    memset(self.data.as_chars, 0, len(self) * self.ob_descr.itemsize)
