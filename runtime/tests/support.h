/* What every C test needs: an embedded interpreter, a module made by hand, a script that asserts. */
#ifndef PX_TEST_SUPPORT_H
#define PX_TEST_SUPPORT_H
#include "px/module.h"

#include <stdio.h>
#include <string.h>

#define PX_CHECK(condition) \
    ((condition) ? (void)0 : (void)(fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition), \
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
    if (!same) fprintf(stderr, "raised %s: %s, not %s\n", t ? ((PyTypeObject *)t)->tp_name : "nothing", str ? PyUnicode_AsUTF8(str) : "", text);
    Py_XDECREF(t);
    Py_XDECREF(v);
    Py_XDECREF(tb);
    Py_XDECREF(str);
    return same;
}

/* Ends a test: the exit status. */
static inline PX_UNUSED int px_test_end(void) {
    if (Py_FinalizeEx() < 0) px_test_failures++;
    return px_test_failures != 0;
}

#endif
