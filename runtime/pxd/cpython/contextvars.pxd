# Context variables.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyContext_CheckExact(object value)
    bint PyContextVar_CheckExact(object value)
    bint PyContextToken_CheckExact(object value)

    object PyContext_New()
    object PyContext_Copy(object context)
    object PyContext_CopyCurrent()
    int PyContext_Enter(object context) except -1
    int PyContext_Exit(object context) except -1

cdef extern from *:
    """
    static PyObject *pyx_contextvar_new(PyObject *name, PyObject *standard) {
        const char *text = PyUnicode_AsUTF8(name);
        return text ? PyContextVar_New(text, standard) : NULL;
    }
    /* The value, the given one where there is none. */
    static PyObject *pyx_contextvar_get(PyObject *variable, PyObject *standard) {
        PyObject *value = NULL;
        if (PyContextVar_Get(variable, standard, &value) < 0) return NULL;
        return value ? value : Py_NewRef(Py_None);
    }
    static PyObject *pyx_contextvar_value(PyObject *variable, PyObject *otherwise) {
        PyObject *value = NULL;
        if (PyContextVar_Get(variable, NULL, &value) < 0) return NULL;
        return value ? value : Py_NewRef(otherwise);
    }
    """
    object pyx_contextvar_new(object name, object standard)
    object pyx_contextvar_get(object variable, object standard)
    object pyx_contextvar_value(object variable, object otherwise)

cdef extern from "Python.h":
    object PyContextVar_Set(object variable, object value)
    int PyContextVar_Reset(object variable, object token) except -1

cdef inline object get_value(var, default_value=None):
    return pyx_contextvar_value(var, default_value)

cdef inline object get_value_no_default(var, default_value=None):
    return pyx_contextvar_get(var, default_value)

cdef extern from "Python.h":
    object PyContextVar_New(const char *name, PyObject *default_value)
    object PyContextVar_New_with_default "PyContextVar_New"(const char *name, object default_value)
    int PyContextVar_Get(object variable, PyObject *default_value, PyObject **value) except -1
    int PyContextVar_Get_with_default "PyContextVar_Get"(object variable, object default_value, PyObject **value) except -1
