# Immutable dicts, which Python has from 3.15; before, plain dicts stand in for them.

cdef extern from *:
    """
    #if PY_VERSION_HEX >= 0x030f0000 && defined(PyFrozenDict_Check)
    #define pyx_frozendict_new(items) PyFrozenDict_New(items)
    #define pyx_frozendict_empty() PyFrozenDict_New(NULL)
    #define pyx_frozendict_check(object) PyFrozenDict_Check(object)
    #define pyx_frozendict_check_exact(object) PyFrozenDict_CheckExact(object)
    #define pyx_anydict_check(object) PyAnyDict_Check(object)
    #define pyx_anydict_check_exact(object) PyAnyDict_CheckExact(object)
    #else
    #define pyx_frozendict_new(items) PyObject_CallOneArg((PyObject *)&PyDict_Type, items)
    #define pyx_frozendict_empty() PyDict_New()
    #define pyx_frozendict_check(object) PyDict_Check(object)
    #define pyx_frozendict_check_exact(object) PyDict_CheckExact(object)
    #define pyx_anydict_check(object) PyDict_Check(object)
    #define pyx_anydict_check_exact(object) PyDict_CheckExact(object)
    #endif
    """
    bint PyAnyDict_Check "pyx_anydict_check" (object p) noexcept
    bint PyAnyDict_CheckExact "pyx_anydict_check_exact" (object p) noexcept
    bint PyFrozenDict_Check "pyx_frozendict_check" (object p) noexcept
    bint PyFrozenDict_CheckExact "pyx_frozendict_check_exact" (object p) noexcept
    frozendict PyFrozenDict_New "pyx_frozendict_new" (object iterable)
    frozendict PyFrozenDict_NewEmpty "pyx_frozendict_empty" ()
