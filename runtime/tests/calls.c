/* Calls, attributes, exceptions, `with`, names, imports. */
#include "support.h"

#include "px/attr_func.h"
#include "px/builtins.h"
#include "px/call.h"
#include "px/call_ex.h"
#include "px/exceptions.h"
#include "px/globals.h"
#include "px/import.h"
#include "px/import_star.h"
#include "px/raise3.h"
#include "px/raise_names.h"
#include "px/unraisable.h"
#include "px/with.h"

static const px_def def = {"__main__", NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, 0, NULL};
static px_module module = PX_MODULE(&def, NULL, NULL);

static void calls(void) {
    PyObject *args[] = {NULL, V("1"), V("2")}, *f = V("f"), *list = PyList_New(0), *dict = PyDict_New();
    SAME(px_call(f, args + 1, 2), "((1, 2), {})");
    SAME(px_call(f, args + 1, 0), "((), {})");
    SAME(px_call_kw(f, V("('k',)"), args + 1, 2), "((1,), {'k': 2})");
    args[1] = V("C()");
    SAME(px_call_method(V("'m'"), args + 1, 2), "((2,), {})");
    SAME(px_call_method_kw(V("'m'"), V("('k',)"), args + 1, 2), "((), {'k': 2})");
    RAISES(!px_call_method(V("'none'"), args + 1, 1), PyExc_AttributeError, "'C' object has no attribute 'none'");
    PX_CHECK(px_call_extend(list, V("'ab'"), f) == 0 && px_call_merge(dict, V("{'x': 1}"), f) == 0);
    SAME(px_call_ex(f, V("(1, 2)"), dict), "((1, 2), {'x': 1})");
    RAISES(px_call_extend(list, V("1"), f) == -1, PyExc_TypeError,
           "__main__.f() argument after * must be an iterable, not int");
    RAISES(px_call_merge(dict, V("{'x': 2}"), f) == -1, PyExc_TypeError,
           "__main__.f() got multiple values for keyword argument 'x'");
    RAISES(px_call_merge(dict, V("1"), f) == -1, PyExc_TypeError,
           "__main__.f() argument after ** must be a mapping, not int");
    RAISES(px_call_merge(dict, V("{1: 2}"), f) == -1, PyExc_TypeError, "keywords must be strings");
    RAISES(!px_call_star(V("1"), V("len")), PyExc_TypeError, "len() argument after * must be an iterable, not int");
    SAME(px_call_star_star(V("__import__('types').MappingProxyType({'a': 1})"), f), "{'a': 1}");
    SAME(px_attr_get_or(args[1], V("'none'"), Py_None), "None");
    PX_CHECK(px_attr_has(args[1], V("'m'")) == 1 && px_attr_has(args[1], V("'none'")) == 0);
    RAISES(px_attr_has(args[1], V("'bad'")) == -1, PyExc_ValueError, "in property");
}

static void raising(void) {
    PyObject *exc, *before;
    px_raise(V("ValueError"));
    RAISES(1, PyExc_ValueError, "");
    px_raise(V("ValueError('x')"));
    RAISES(1, PyExc_ValueError, "x");
    px_raise(V("5"));
    RAISES(1, PyExc_TypeError, "exceptions must derive from BaseException");
    px_raise_from(V("ValueError"), V("5"));
    RAISES(1, PyExc_TypeError, "exception causes must derive from BaseException");
    px_raise_from(V("ValueError"), V("KeyError('k')"));
    exc = px_exc_fetch();
    PX_CHECK(PyErr_GivenExceptionMatches(PyException_GetCause(exc), PyExc_KeyError) && !px_exc_occurred());
    px_reraise();
    RAISES(1, PyExc_RuntimeError, "No active exception to reraise");
    before = px_exc_enter(exc);
    PX_CHECK(before == NULL || before == Py_None);
    px_raise(V("TypeError('second')"));
    PX_CHECK(px_exc_occurred());
    {
        PyObject *second = px_exc_fetch();
        PX_CHECK(PyException_GetContext(second) == exc);
        Py_DECREF(second);
    }
    px_reraise();
    PX_CHECK(px_exc_fetch() == exc);
    px_exc_leave(before);
    PX_CHECK(px_exc_matches(exc, PyExc_ValueError) == 1 && px_exc_matches(exc, V("(OSError, KeyError)")) == 0);
    RAISES(px_exc_matches(exc, V("(OSError, 5)")) == -1, PyExc_TypeError,
           "catching classes that do not inherit from BaseException is not allowed");
    px_rethrow(Py_NewRef(exc));
    PX_CHECK(px_exc_fetch() == exc);
    px_raise3(V("ValueError"), V("('a', 'b')"), NULL);
    RAISES(1, PyExc_ValueError, "('a', 'b')");
    px_raise3(V("ValueError('x')"), V("1"), NULL);
    RAISES(1, PyExc_TypeError, "instance exception may not have a separate value");
}

static void complaints(void) {
    PyObject *x = V("'x'"), *exc;
    px_raise_unbound(x);
    RAISES(1, PyExc_UnboundLocalError, "cannot access local variable 'x' where it is not associated with a value");
    px_raise_unbound_free(x);
    RAISES(1, PyExc_NameError,
           "cannot access free variable 'x' where it is not associated with a value in enclosing scope");
    px_raise_name(x);
    exc = px_exc_fetch();
    SAME(PyObject_GetAttrString(exc, "name"), "'x'");
    px_raise_assertion(NULL);
    RAISES(1, PyExc_AssertionError, "");
    px_raise_assertion(V("(1, 2)"));
    RAISES(1, PyExc_AssertionError, "(1, 2)");
    px_raise(V("ValueError('lost')"));
    px_unraisable("mod.f", 1);
    px_test_script("assert ignored == [('mod.f', 'lost')], ignored");
}

static void with(void) {
    PyObject *manager = V("Manager()"), *exit = px_with_exit_of(manager);
    SAME(px_with_enter(manager), "'entered'");
    PX_CHECK(px_with_exit_none(exit) == 0 && px_with_exit(exit, V("ValueError('x')")) == 1);
    PX_CHECK(px_with_exit(exit, V("KeyError('x')")) == 0);
    SAME(PyObject_GetAttrString(manager, "seen"), "[None, ValueError('x'), KeyError('x')]");
    RAISES(!px_with_exit_of(V("5")), PyExc_TypeError, "'int' object does not support the context manager protocol");
    RAISES(!px_with_exit_of(V("Half()")), PyExc_TypeError,
           "'Half' object does not support the context manager protocol (missed __exit__ method)");
}

static void names(void) {
    PyObject *x = V("'x'"), *os = V("'os'"), *path;
    px_cache cache = {0}, other = {0}, third = {0};
    module.dict = PyModule_GetDict(PyImport_AddModule("__main__"));
    module.builtins = PyEval_GetBuiltins();
    RAISES(!px_global_get(&module, x, &other), PyExc_NameError, "name 'x' is not defined");
    PX_CHECK(px_global_set(&module, x, V("5")) == 0);
    SAME(px_global_get(&module, x, &other), "5");
    PX_CHECK(px_global_del(&module, x) == 0);
    RAISES(px_global_del(&module, x) == -1, PyExc_NameError, "name 'x' is not defined");
    PX_CHECK(px_builtin_get(&module, V("'len'"), &cache) == V("len") && px_builtin_get(&module, x, &cache) == V("len"));
    SAME(px_name_get(&module, V("{'x': 6}"), x), "6");
    path = px_import_leaf(&module, V("'os.path'"), 0);
    PX_CHECK(path == V("__import__('os').path"));
    PX_CHECK(px_import(&module, V("'os.path'"), NULL, 0) == V("__import__('os')"));
    SAME(px_import_from(V("__import__('os')"), V("'sep'")), "'/'");
    PX_CHECK(px_import_from(px_import(&module, os, V("('path',)"), 0), V("'path'")) == path);
    RAISES(!px_import_from(V("__import__('sys')"), V("'nothing'")), PyExc_ImportError,
           "cannot import name 'nothing' from 'sys' (unknown location)");
    RAISES(!px_import(&module, V("'nothing_of_that_name'"), NULL, 0), PyExc_ModuleNotFoundError,
           "No module named 'nothing_of_that_name'");
    PX_CHECK(px_import_star(&module, V("starred")) == 0);
    SAME(V("one"), "1");
    RAISES(!px_global_get(&module, V("'_two'"), &third), PyExc_NameError, "name '_two' is not defined");
}

static const char script[] =
    "import sys, types\n"
    "def f(*args, **kwargs): return args, kwargs\n"
    "class C:\n"
    "    def m(self, *args, **kwargs): return args, kwargs\n"
    "    @property\n"
    "    def bad(self): raise ValueError('in property')\n"
    "class Manager:\n"
    "    def __init__(self): self.seen = []\n"
    "    def __enter__(self): return 'entered'\n"
    "    def __exit__(self, t, v, tb):\n"
    "        self.seen.append(v)\n"
    "        return t is ValueError\n"
    "class Half:\n"
    "    def __enter__(self): pass\n"
    "starred = types.ModuleType('starred')\n"
    "starred.one, starred._two = 1, 2\n"
    "ignored = []\n"
    "sys.unraisablehook = lambda u: ignored.append((u.object, str(u.exc_value)))\n";

int main(void) {
    Py_Initialize();
    px_test_script(script);
    calls();
    raising();
    complaints();
    with();
    names();
    return px_test_end();
}
