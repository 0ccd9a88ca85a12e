/* `match`, `except*`, `eval` and `exec`. */
#include "support.h"

#include "px/exec.h"
#include "px/exceptions.h"
#include "px/group.h"
#include "px/match.h"

static void classes(void) {
    PyObject *point = V("Point(1, 2)"), *type = V("Point"), *none = V("()");
    SAME(px_match_class(point, type, 2, none), "(1, 2)");
    SAME(px_match_class(point, type, 1, V("('y',)")), "(1, 2)");
    PX_CHECK(!px_match_class(point, type, 0, V("('z',)")) && !PyErr_Occurred());
    PX_CHECK(!px_match_class(V("5"), type, 0, none) && !PyErr_Occurred());
    SAME(px_match_class(V("5"), V("int"), 1, none), "(5,)");
    RAISES(!px_match_class(point, type, 3, none), PyExc_TypeError,
           "Point() accepts 2 positional sub-patterns (3 given)");
    RAISES(!px_match_class(V("object()"), V("object"), 1, none), PyExc_TypeError,
           "object() accepts 0 positional sub-patterns (1 given)");
    RAISES(!px_match_class(point, type, 1, V("('x',)")), PyExc_TypeError,
           "Point() got multiple sub-patterns for attribute 'x'");
    RAISES(!px_match_class(point, V("5"), 0, none), PyExc_TypeError,
           PY_VERSION_HEX < 0x030C0000 ? "called match pattern must be a type" : "called match pattern must be a class");
}

static void mappings(void) {
    PyObject *mapping = V("{'a': 1, 'b': 2, 'c': 3}");
    PX_CHECK(px_match_is_mapping(mapping) && px_match_is_sequence(V("[]")) && !px_match_is_sequence(V("'text'")));
    SAME(px_match_keys(mapping, V("('a', 'c')")), "(1, 3)");
    PX_CHECK(!px_match_keys(mapping, V("('a', 'z')")) && !PyErr_Occurred());
    RAISES(!px_match_keys(mapping, V("('a', 'a')")), PyExc_ValueError, "mapping pattern checks duplicate key ('a')");
    SAME(px_match_rest(mapping, V("('a',)")), "{'b': 2, 'c': 3}");
}

static void groups(void) {
    PyObject *group = V("group"), *raised = PyList_New(0), *pair;
    SAME(px_group_split(group, PyExc_ValueError),
         "(ExceptionGroup('g', [ValueError(1)]), ExceptionGroup('g', [TypeError(2), ExceptionGroup('h', "
         "[OSError(3)])]))");
    SAME(px_group_split(V("ValueError(1)"), PyExc_ValueError), "(ExceptionGroup('', (ValueError(1),)), None)");
    SAME(px_group_split(V("ValueError(1)"), PyExc_OSError), "(None, ValueError(1))");
    RAISES(!px_group_split(group, V("ExceptionGroup")), PyExc_TypeError,
           "catching ExceptionGroup with except* is not allowed. Use except instead.");
    SAME(px_group_result(group, raised), "None");
    pair = px_group_split(group, PyExc_ValueError);
    PyList_Append(raised, PyTuple_GET_ITEM(pair, 1));
    SAME(px_group_result(group, raised), "ExceptionGroup('g', [TypeError(2), ExceptionGroup('h', [OSError(3)])])");
    PyList_Append(raised, V("KeyError(9)"));
    SAME(px_group_result(group, raised),
         "ExceptionGroup('', [KeyError(9), ExceptionGroup('g', [TypeError(2), ExceptionGroup('h', [OSError(3)])])])");
    PyList_SetSlice(raised, 0, 1, NULL);
    SAME(px_group_result(group, raised), "KeyError(9)");
}

static void running(void) {
    static const px_def def = {"__main__", NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, 0, NULL};
    static px_module module = PX_MODULE(&def, NULL, NULL);
    PyObject *space = V("{'x': 1}");
    module.dict = PyModule_GetDict(PyImport_AddModule("__main__"));
    module.builtins = PyEval_GetBuiltins();
    SAME(px_eval_run(&module, V("'x + 1'"), space, NULL), "2");
    PX_CHECK(px_exec_run(&module, V("'y = 7'"), NULL, NULL) == 0);
    SAME(V("y"), "7");
    PX_CHECK(px_exec_run(&module, V("('z = 8', {})"), NULL, NULL) == 0);
    RAISES(px_exec_run(&module, V("'1 +'"), NULL, NULL) == -1, PyExc_SyntaxError, "invalid syntax (<string>, line 1)");
}

int main(void) {
    Py_Initialize();
    px_test_script(
        "class Point:\n    __match_args__ = 'x', 'y'\n    def __init__(self, x, y): self.x, self.y = x, y\n"
        "group = ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [OSError(3)])])\n"
        "try: raise group\nexcept Exception: pass\n");
    classes();
    mappings();
    groups();
    running();
    return px_test_end();
}
