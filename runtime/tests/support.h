/* What every C test needs: an embedded interpreter, a module made by hand, a script that asserts. */
#ifndef PX_TEST_SUPPORT_H
#define PX_TEST_SUPPORT_H
#include "px/module.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PX_CHECK(condition) \
    ((condition) ? (void)0 \
                 : (void)(fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition), \
                          PyErr_Occurred() ? PyErr_Print() : (void)0, px_test_failures++))

static int px_test_failures;

/* Runs a script; what it raises is a failure. */
static inline PX_UNUSED void px_test_script(const char *script) {
    if (PyRun_SimpleString(script) != 0) px_test_failures++;
}

/* Takes the exception in flight and tells whether it is of this class and has this text. */
static inline PX_UNUSED int px_test_raised(PyObject *type, const char *text) {
    PyObject *t, *v, *tb, *str;
    int same;
    PyErr_Fetch(&t, &v, &tb);
    PyErr_NormalizeException(&t, &v, &tb);
    str = v ? PyObject_Str(v) : NULL;
    same = t && PyErr_GivenExceptionMatches(t, type) && str && strcmp(PyUnicode_AsUTF8(str), text) == 0;
    if (!same)
        fprintf(stderr, "raised %s: %s, not %s\n", t ? ((PyTypeObject *)t)->tp_name : "nothing",
                str ? PyUnicode_AsUTF8(str) : "", text);
    Py_XDECREF(t);
    Py_XDECREF(v);
    Py_XDECREF(tb);
    Py_XDECREF(str);
    return same;
}

/* The value of an expression, with what the scripts before have defined. New reference; kept for good. */
static inline PX_UNUSED PyObject *px_test_value(const char *expression) {
    PyObject *globals = PyModule_GetDict(PyImport_AddModule("__main__"));
    PyObject *value = PyRun_String(expression, Py_eval_input, globals, globals);
    if (!value) {
        PyErr_Print();
        exit(2);
    }
    return value;
}

/* Whether a result (which it steals) has this repr. NULL stands for an exception. */
static inline PX_UNUSED int px_test_same(PyObject *value, const char *expected) {
    PyObject *repr = value ? PyObject_Repr(value) : NULL;
    int same = repr && strcmp(PyUnicode_AsUTF8(repr), expected) == 0;
    if (!same) fprintf(stderr, "found %s, expected %s\n", repr ? PyUnicode_AsUTF8(repr) : "an exception", expected);
    Py_XDECREF(repr);
    Py_XDECREF(value);
    return same;
}

#define V(expression) px_test_value(expression)
#define SAME(value, repr) PX_CHECK(px_test_same(value, repr))
/* `failed` is true where the operation has failed. */
#define RAISES(failed, type, text) \
    do { \
        PX_CHECK(failed); \
        PX_CHECK(px_test_raised(type, text)); \
    } while (0)

/* Ends a test: the exit status. */
static inline PX_UNUSED int px_test_end(void) {
    if (Py_FinalizeEx() < 0) px_test_failures++;
    return px_test_failures != 0;
}

#endif
