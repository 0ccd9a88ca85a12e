/* Operations, failing ones too, leave no blocks behind: each runs many times between two counts of allocated blocks. */
#include "support.h"

#include "px/attr_func.h"
#include "px/call_ex.h"
#include "px/character.h"
#include "px/compare.h"
#include "px/ctuple_items.h"
#include "px/dict.h"
#include "px/dict_methods.h"
#include "px/exceptions.h"
#include "px/float_of.h"
#include "px/format.h"
#include "px/import.h"
#include "px/item.h"
#include "px/list.h"
#include "px/list_methods.h"
#include "px/loop.h"
#include "px/number.h"
#include "px/number_const.h"
#include "px/raise3.h"
#include "px/raise_names.h"
#include "px/set.h"
#include "px/slice.h"
#include "px/str_join.h"
#include "px/str_number.h"
#include "px/str_of.h"
#include "px/struct_field.h"
#include "px/to_char.h"
#include "px/to_index.h"
#include "px/to_int.h"
#include "px/to_pyint.h"
#include "px/tuple.h"
#include "px/unpack.h"
#include "px/with.h"

/* The operands: made once. */
static PyObject *big, *text, *list, *dict, *manager, *f, *one, *name, *sub;
static px_def def = {"mod", NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, 0, NULL};
static px_module module = PX_MODULE(&def, NULL, NULL);

/* What an operation returns is released, and the exception forgotten. */
#define STATUS(call) ((void)(call), PyErr_Clear())
#define OBJECT(call) \
    do { \
        PyObject *result_ = call; \
        Py_XDECREF(result_); \
        PyErr_Clear(); \
    } while (0)

static void numbers(void) {
    OBJECT(px_obj_add(big, one));
    OBJECT(px_obj_add(text, one));
    OBJECT(px_obj_mul(big, big));
    OBJECT(px_obj_add_const(big, one, 1));
    OBJECT(px_obj_lt(text, one));
    STATUS(px_obj_lt_truth(big, one));
    STATUS(px_obj_eq_const_truth(text, one, 1));
    STATUS(px_to_int(big));
    STATUS(px_to_uint(text));
    STATUS(px_to_ulong(big));
    STATUS(px_to_ssize(text));
    STATUS(px_to_ucs4(text));
    STATUS(px_float_of(text));
    OBJECT(px_to_pyint(text, name, 0));
    OBJECT(px_to_pyint(Py_True, NULL, 1));
}

static void texts(void) {
    PyObject *parts[] = {text, name};
    OBJECT(px_str_join_parts(parts, 2));
    OBJECT(px_str_join_parts(&sub, 1));
    OBJECT(px_str_of(sub));
    OBJECT(px_format_value(big, 'r', name));
    OBJECT(px_format_value(one, 0, text));
    OBJECT(px_str_from_double(1.5e300));
    OBJECT(px_format_longlong(-70000, 'd', 30, ' '));
    STATUS(px_ord(text));
}

static void containers(void) {
    PyObject *items[] = {text, big}, *made;
    OBJECT(px_list_pack(items, 2));
    OBJECT(px_tuple_pack(items, 2));
    OBJECT(px_set_pack(&list, 1));
    OBJECT(px_dict_pack(items, 2));
    made = PySequence_List(text);
    STATUS(px_list_extend_star(made, one));
    STATUS(px_list_push(made, Py_NewRef(big)));
    OBJECT(px_list_pop_at(made, 0));
    OBJECT(px_list_pop_at(made, 99));
    STATUS(px_obj_setslice_index(made, 0, 1, text));
    STATUS(px_obj_delslice(made, NULL, one));
    STATUS(px_list_setitem(made, 0, big));
    Py_XDECREF(made);
    made = PyDict_New();
    STATUS(px_dict_update(made, dict));
    STATUS(px_dict_update_star(made, one));
    OBJECT(px_dict_pop(made, text));
    OBJECT(px_dict_setdefault(made, name, big));
    OBJECT(px_dict_pop(made, name));
    Py_XDECREF(made);
    made = PySet_New(NULL);
    STATUS(px_set_update(made, text));
    STATUS(px_set_update(made, one));
    STATUS(px_set_remove(made, made));
    Py_XDECREF(made);
    OBJECT(px_obj_getitem_index(text, 100));
    OBJECT(px_obj_getslice(text, one, big));
    OBJECT(px_obj_getslice_index(big, 0, 5));
    OBJECT(px_dict_getitem(dict, big));
    OBJECT(px_struct_field(dict, text));
    OBJECT(px_ctuple_items(text, 2));
    OBJECT(px_ctuple_items(dict, 2));
}

static void unpacking(void) {
    PyObject *iterator = PyObject_GetIter(text);
    OBJECT(px_unpack(&module, list, 2));
    OBJECT(px_unpack(&module, list, 3));
    OBJECT(px_unpack(&module, text, 3));
    OBJECT(px_unpack(&module, text, 2));
    OBJECT(px_unpack(&module, text, 9));
    OBJECT(px_unpack(&module, one, 2));
    OBJECT(px_unpack_star(&module, text, 1, 1));
    OBJECT(px_unpack_star(&module, text, 5, 1));
    OBJECT(px_unpack_star(&module, iterator, 1, 5));
    Py_XDECREF(iterator);
}

static void calls(void) {
    PyObject *made = PyList_New(0), *kwargs = PyDict_New(), *exit;
    STATUS(px_call_extend(made, one, f));
    STATUS(px_call_extend(made, text, f));
    STATUS(px_call_merge(kwargs, dict, f));
    STATUS(px_call_merge(kwargs, dict, f));
    STATUS(px_call_merge(kwargs, one, f));
    STATUS(px_call_merge(kwargs, manager, f));
    OBJECT(px_call_star(text, f));
    OBJECT(px_call_star_star(one, f));
    OBJECT(px_attr_get_or(text, name, one));
    OBJECT(px_with_exit_of(one));
    exit = px_with_exit_of(manager);
    OBJECT(px_with_enter(manager));
    STATUS(px_with_exit_none(exit));
    Py_XDECREF(exit);
    Py_XDECREF(made);
    Py_XDECREF(kwargs);
    PyErr_Clear();
    OBJECT(px_import_leaf(&module, text, 0));
}

static void exceptions(void) {
    PyObject *exc, *before;
    px_raise(PyExc_ValueError);
    exc = px_exc_fetch();
    before = px_exc_enter(exc);
    px_raise_from(PyExc_KeyError, exc);
    OBJECT(px_exc_fetch());
    px_reraise();
    OBJECT(px_exc_fetch());
    px_exc_leave(before);
    px_rethrow(exc);
    PyErr_Clear();
    px_raise3(PyExc_ValueError, text, NULL);
    PyErr_Clear();
    px_raise_name(name);
    PyErr_Clear();
    px_raise_assertion(text);
    PyErr_Clear();
    px_raise_unbound(name);
}

static long blocks(void) {
    return px_to_long(V("__import__('gc').collect() * 0 + __import__('sys').getallocatedblocks()"));
}

/* CPython's caches may grow by a few blocks; a leak is one block at least for each run. */
static void check(const char *what, void (*run)(void)) {
    long before, after;
    int i;
    for (i = 0; i < 5000; i++) {
        run();
        PyErr_Clear();
    }
    before = blocks();
    for (i = 0; i < 500; i++) {
        run();
        PyErr_Clear();
    }
    after = blocks();
    if (after - before > 250) fprintf(stderr, "%s: %ld blocks more\n", what, after - before);
    PX_CHECK(after - before <= 250);
}

int main(void) {
    Py_Initialize();
    px_test_script(
        "class Manager:\n    def __enter__(self): return 1\n    def __exit__(self, *a): pass\n"
        "class Sub(str): pass\ndef f(): pass\n");
    big = V("2**100"), text = V("'xyz'"), list = V("[1000, 2000]"), dict = V("{'key': 1}");
    manager = V("Manager()"), f = V("f"), one = V("1"), name = V("'name'"), sub = V("Sub('abc')");
    module.dict = PyModule_GetDict(PyImport_AddModule("__main__"));
    module.builtins = PyEval_GetBuiltins();
    check("numbers", numbers);
    check("texts", texts);
    check("containers", containers);
    check("unpacking", unpacking);
    check("calls", calls);
    check("exceptions", exceptions);
    return px_test_end();
}
