# Left for sources that name it.

cdef extern from "Python.h":
    bint PyInstance_Check "0 &&" (object o)

cdef extern from "Python.h":
    # Of Python 2; not in the headers of today.
    object PyInstance_New(object cls, object arguments, object keywords)
    object PyInstance_NewRaw(object cls, object names)
