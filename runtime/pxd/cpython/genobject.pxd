# Generators.

cdef extern from "Python.h":
    bint PyGen_Check(object o)
    bint PyGen_CheckExact(object o)
    bint PyCoro_CheckExact(object o)

cdef extern from "Python.h":
    ctypedef struct PyFrameObject:
        pass
    # Both take over the reference to the frame.
    object PyGen_New(PyFrameObject *frame)
    object PyGen_NewWithQualName(PyFrameObject *frame, object name, object qualname)
