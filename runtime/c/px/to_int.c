#include "px/to_int.h"

/* The int that an object stands for: itself or by `__int__`. New reference, or NULL. */
static PyObject *px_to_pylong(PyObject *o) {
    PyNumberMethods *number = Py_TYPE(o)->tp_as_number;
    PyObject *result;
    if (PyLong_Check(o)) return Py_NewRef(o);
    if (!number || !number->nb_int) {
        PyErr_SetString(PyExc_TypeError, "an integer is required");
        return NULL;
    }
    if (Py_EnterRecursiveCall("")) return NULL;
    result = number->nb_int(o);
    Py_LeaveRecursiveCall();
    if (result && !PyLong_Check(result)) {
        PyErr_Format(PyExc_TypeError, "__int__ returned non-int (type %.200s)", Py_TYPE(result)->tp_name);
        Py_CLEAR(result);
    }
    return result;
}

static int px_to_int_error(const char *format, const char *type) {
    PyErr_Format(PyExc_OverflowError, format, type);
    return -1;
}

PX_API long long px_to_signed(PyObject *o, long long min, long long max, const char *type) {
    PyObject *number = px_to_pylong(o);
    int overflow;
    long long value;
    if (!number) return -1;
    value = PyLong_AsLongLongAndOverflow(number, &overflow);
    Py_DECREF(number);
    if (overflow) return px_to_int_error("Python int too large to convert to C %s", "long");
    if (value >= min && value <= max) return value;
    return px_to_int_error("value too large to convert to %s", type);
}

/* The value of an int, which must not be negative. Its type is known to be an int. */
static unsigned long long px_pylong_unsigned(PyObject *number, const char *type) {
    int overflow;
    long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    unsigned long long result;
    if (overflow < 0 || (overflow == 0 && value < 0))
        return (unsigned long long)px_to_int_error("can't convert negative value to %s", type);
    if (overflow == 0) return (unsigned long long)value;
    result = PyLong_AsUnsignedLongLong(number);
    if (result == (unsigned long long)-1 && PyErr_Occurred())
        px_to_int_error("Python int too large to convert to C %s", "unsigned long");
    return result;
}

PX_API unsigned long long px_to_unsigned(PyObject *o, unsigned long long max, const char *type) {
    PyObject *number = px_to_pylong(o);
    unsigned long long value;
    if (!number) return (unsigned long long)-1;
    value = px_pylong_unsigned(number, type);
    Py_DECREF(number);
    if (value <= max || PyErr_Occurred()) return value;
    return (unsigned long long)px_to_int_error("value too large to convert to %s", type);
}
