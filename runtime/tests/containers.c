/* Displays, subscripts, slices, loops, unpacking, text. */
#include "support.h"

#include "px/module.h"
#include "px/bytes.h"
#include "px/bytes_item.h"
#include "px/character.h"
#include "px/dict.h"
#include "px/dict_methods.h"
#include "px/format.h"
#include "px/item.h"
#include "px/iter.h"
#include "px/iter_func.h"
#include "px/list.h"
#include "px/list_methods.h"
#include "px/loop.h"
#include "px/set.h"
#include "px/slice.h"
#include "px/str.h"
#include "px/str_item.h"
#include "px/str_join.h"
#include "px/str_methods.h"
#include "px/str_number.h"
#include "px/str_of.h"
#include "px/tuple.h"
#include "px/unpack.h"

#include <limits.h>

static void displays(void) {
    PyObject *items[] = {V("1"), V("'a'"), V("2"), V("'b'")};
    PyObject *list = px_list_pack(items, 2), *dict = px_dict_pack(items, 4), *set = px_set_pack(items, 1);
    int i;
    for (i = 0; i < 20; i++) PX_CHECK(px_list_append(list, items[2]) == 0);
    PX_CHECK(PyList_GET_SIZE(list) == 22 && px_list_push(list, V("object()")) == 0);
    RAISES(px_list_extend_star(list, V("1")) == -1, PyExc_TypeError, "Value after * must be an iterable, not int");
    SAME(Py_NewRef(dict), "{1: 'a', 2: 'b'}");
    SAME(px_tuple_pack(items, 3), "(1, 'a', 2)");
    PX_CHECK(px_dict_update_star(dict, V("{3: 4}")) == 0 && PyDict_Size(dict) == 3);
    RAISES(px_dict_update_star(dict, V("1")) == -1, PyExc_TypeError, "'int' object is not a mapping");
    PX_CHECK(px_set_update(set, V("[1, 2, 3]")) == 0 && PySet_GET_SIZE(set) == 3);
    RAISES(px_set_update(set, V("5")) == -1, PyExc_TypeError, "'int' object is not iterable");
    RAISES(!px_dict_pack((PyObject *[]){V("[]"), V("1")}, 2), PyExc_TypeError, "unhashable type: 'list'");
}

static void methods(void) {
    PyObject *list = V("[3, 1, 2]"), *dict = V("{'a': 1}"), *set = V("{1, frozenset({5})}");
    PyObject *many = V("list(range(100))");
    Py_ssize_t left;
    SAME(px_list_pop(list), "2");
    for (left = 99; left >= 0; left--) {
        PyObject *last = px_list_pop(many);
        PX_CHECK(last && PyLong_AsSsize_t(last) == left && PyList_GET_SIZE(many) == left);
        Py_XDECREF(last);
    }
    PX_CHECK(px_list_append(many, Py_None) == 0 && PyList_GET_SIZE(many) == 1);
    SAME(px_list_pop_at(list, -2), "3");
    RAISES(!px_list_pop_at(list, 5), PyExc_IndexError, "pop index out of range");
    RAISES(!px_list_pop(V("[]")), PyExc_IndexError, "pop from empty list");
    SAME(px_sorted(V("(3, 1, 2)")), "[1, 2, 3]");
    SAME(px_dict_get(dict, V("'x'")), "None");
    SAME(px_dict_get_or(dict, V("'a'"), Py_None), "1");
    SAME(px_dict_setdefault(dict, V("'b'"), V("7")), "7");
    SAME(px_dict_pop(dict, V("'b'")), "7");
    RAISES(!px_dict_pop(dict, V("(1, 2)")), PyExc_KeyError, "(1, 2)");
    SAME(px_dict_pop_or(dict, V("'zz'"), Py_True), "True");
    PX_CHECK(px_dict_update(dict, V("[('c', 3)]")) == 0 && px_dict_update(dict, V("{'d': 4}")) == 0);
    SAME(Py_NewRef(dict), "{'a': 1, 'c': 3, 'd': 4}");
    RAISES(!px_dict_getitem(dict, V("(1, 2)")), PyExc_KeyError, "(1, 2)");
    PX_CHECK(px_set_remove(set, V("{5}")) == 0 && px_set_discard(set, V("9")) == 0);
    RAISES(px_set_remove(set, V("9")) == -1, PyExc_KeyError, "9");
    RAISES(px_set_discard(set, V("[]")) == -1, PyExc_TypeError, "unhashable type: 'list'");
}

static void subscripts(void) {
    PyObject *list = V("[10, 20, 30]"), *tuple = V("(10, 20, 30)"), *str = V("'a\\u20acc'"), *bytes = V("b'ab\\xff'");
    SAME(px_obj_getitem(list, V("-1")), "30");
    SAME(px_obj_getitem(V("{1: 2}"), V("1")), "2");
    SAME(px_obj_getitem_index(list, -3), "10");
    SAME(px_obj_getitem_index(V("{-1: 'key'}"), -1), "'key'");
    SAME(px_obj_getitem_index(V("'abc'"), -1), "'c'");
    RAISES(!px_obj_getitem_index(list, 3), PyExc_IndexError, "list index out of range");
    RAISES(!px_obj_getitem_index(tuple, -4), PyExc_IndexError, "tuple index out of range");
    RAISES(!px_obj_getitem_index(V("5"), 0), PyExc_TypeError, "'int' object is not subscriptable");
    SAME(px_obj_getitem_size(list, 2), "30");
    RAISES(!px_obj_getitem_size(list, (size_t)-1), PyExc_IndexError, "cannot fit 'int' into an index-sized integer");
    PX_CHECK(px_obj_setitem_index(list, -1, V("33")) == 0 && px_list_setitem(list, 0, V("11")) == 0);
    RAISES(px_list_setitem(list, 3, Py_None) == -1, PyExc_IndexError, "list assignment index out of range");
    RAISES(px_obj_setitem_index(tuple, 0, Py_None) == -1, PyExc_TypeError,
           "'tuple' object does not support item assignment");
    PX_CHECK(px_obj_delitem_index(list, 1) == 0);
    SAME(Py_NewRef(list), "[11, 33]");
    PX_CHECK(px_str_getitem(str, -2) == 0x20AC && px_str_getitem_raw(str, 2) == 'c');
    RAISES(px_str_getitem(str, 3) == (Py_UCS4)-1, PyExc_IndexError, "string index out of range");
    RAISES(px_str_getitem_nowrap(str, -1) == (Py_UCS4)-1, PyExc_IndexError, "string index out of range");
    PX_CHECK(px_bytes_getitem(bytes, -1) == 255);
    RAISES(px_bytes_getitem(bytes, 3) == -1, PyExc_IndexError, "string index out of range");
    RAISES(px_bytearray_setitem(V("bytearray(2)"), 0, 256) == -1, PyExc_ValueError, "byte must be in range(0, 256)");
}

static void slices(void) {
    PyObject *list = V("list(range(5))");
    SAME(px_obj_getslice_index(list, 1, -1), "[1, 2, 3]");
    SAME(px_obj_getslice_index(list, -100, PY_SSIZE_T_MAX), "[0, 1, 2, 3, 4]");
    SAME(px_list_getslice(list, 4, 2), "[]");
    SAME(px_list_getslice(list, 9, PY_SSIZE_T_MAX), "[]");
    SAME(px_str_getslice(V("'abc'"), -2, PY_SSIZE_T_MAX), "'bc'");
    SAME(px_str_getslice(V("'abc'"), 7, 9), "''");
    SAME(px_bytes_getslice(V("b'abc'"), 1, 2), "b'b'");
    SAME(px_bytes_getslice(V("b'abc'"), 9, 12), "b''");
    SAME(px_tuple_getslice(V("(1, 2, 3)"), 0, -1), "(1, 2)");
    SAME(px_obj_getslice_index(V("range(9)"), 2, -2), "range(2, 7)");
    SAME(px_obj_getslice(list, NULL, V("2")), "[0, 1]");
    PX_CHECK(px_obj_setslice_index(list, 0, 2, V("'xy'")) == 0 && px_obj_delslice_index(list, 3, PY_SSIZE_T_MAX) == 0);
    SAME(Py_NewRef(list), "['x', 'y', 2]");
    PX_CHECK(px_slice_bound(Py_None, 5) == 5 && px_slice_bound(NULL, 6) == 6);
    PX_CHECK(px_slice_bound(V("10**30"), 0) == PY_SSIZE_T_MAX && px_slice_bound(V("-10**30"), 0) == PY_SSIZE_T_MIN);
    RAISES(px_slice_bound(V("1.5"), 0) == -1, PyExc_TypeError,
           "slice indices must be integers or None or have an __index__ method");
}

/* A Cython source, with the messages of one. */
static const px_def def = {"mod", NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, 0, NULL};
static px_module module = PX_MODULE(&def, NULL, NULL);

static void unpacking(void) {
    SAME(px_unpack(&module, V("[1, 2]"), 2), "(1, 2)");
    SAME(px_unpack(&module, V("iter('ab')"), 2), "('a', 'b')");
    RAISES(!px_unpack(&module, V("(1,)"), 2), PyExc_ValueError, "need more than 1 value to unpack");
    RAISES(!px_unpack(&module, V("iter([])"), 2), PyExc_ValueError, "need more than 0 values to unpack");
    RAISES(!px_unpack(&module, V("[1, 2, 3]"), 2), PyExc_ValueError, "too many values to unpack (expected 2)");
    RAISES(!px_unpack(&module, V("iter([1, 2, 3])"), 2), PyExc_ValueError, "too many values to unpack (expected 2)");
    RAISES(!px_unpack(&module, V("5"), 2), PyExc_TypeError, "cannot unpack non-iterable int object");
    RAISES(!px_unpack(&module, V("(1 // 0 for x in 'a')"), 1), PyExc_ZeroDivisionError, "integer division or modulo by zero");
    SAME(px_unpack_star(&module, V("range(5)"), 1, 2), "(0, [1, 2], 3, 4)");
    SAME(px_unpack_star(&module, V("'ab'"), 1, 1), "('a', [], 'b')");
    RAISES(!px_unpack_star(&module, V("'ab'"), 2, 1), PyExc_ValueError, "need more than 2 values to unpack");
    RAISES(!px_unpack_star(&module, V("'a'"), 2, 1), PyExc_ValueError, "need more than 1 value to unpack");
}

static void loops(void) {
    PyObject *list = V("[1, 2]"), *dict = V("{'a': 1, 'b': 2}"), *key;
    Py_ssize_t pos = 0, before = 0, left = 2;
    SAME(px_list_next(list, &pos), "1");
    SAME(px_list_next(list, &pos), "2");
    PX_CHECK(!px_list_next(list, &pos) && !PyErr_Occurred());
    pos = 0;
    while (before = pos, (key = px_dict_next(dict, &pos, 2, &left))) {
        PX_CHECK(PyObject_RichCompareBool(px_dict_value_at(dict, before), PyDict_GetItem(dict, key), Py_EQ) == 1);
    }
    PX_CHECK(!PyErr_Occurred());
    PX_CHECK(left == 0);
    RAISES(!px_dict_next(dict, &pos, 1, &left), PyExc_RuntimeError, "dictionary changed size during iteration");
    pos = 0;
    RAISES(!px_dict_next(dict, &pos, 2, &left), PyExc_RuntimeError, "dictionary keys changed during iteration");
    PX_CHECK(!px_iter_next(V("iter([])")) && !PyErr_Occurred());
    RAISES(!px_next(V("iter([])")), PyExc_StopIteration, "");
    RAISES(!px_next(V("5")), PyExc_TypeError, "int object is not an iterator");
    SAME(px_next_or(V("iter([])"), V("9")), "9");
}

static void text(void) {
    PyObject *parts[] = {V("'a'"), V("'\\u20ac'"), V("''")};
    SAME(px_str_join_parts(parts, 3), "'a\xe2\x82\xac'");
    SAME(px_str_join_parts(parts, 0), "''");
    SAME(px_str_append(V("'ab' * 2"), V("'c'")), "'ababc'");
    SAME(px_format_value(V("3.14159"), 0, V("'.2f'")), "'3.14'");
    SAME(px_format_value(V("'a'"), 'r', V("'>5'")), "\"  'a'\"");
    SAME(px_format_value(V("'\\xe9'"), 'a', NULL), "\"'\\\\xe9'\"");
    SAME(px_format_value(V("True"), 0, NULL), "'True'");
    SAME(px_format_percent(V("'%d-%s'"), V("(1, 'x')")), "'1-x'");
    SAME(px_str_of(V("type('S', (str,), {})('q')")), "'q'");
    SAME(px_str_from_longlong(LLONG_MIN), "'-9223372036854775808'");
    SAME(px_str_from_ulonglong(ULLONG_MAX), "'18446744073709551615'");
    SAME(px_str_from_double(1.0), "'1.0'");
    SAME(px_format_longlong(-255, 'x', 6, '0'), "'-000ff'");
    SAME(px_format_longlong(-255, 'X', 6, ' '), "'   -FF'");
    SAME(px_format_longlong(5, 'b', 0, ' '), "'101'");
    SAME(px_format_double(2.5, 'f', 3), "'2.500'");
    SAME(px_str_split_at(V("'a,b'"), V("','")), "['a', 'b']");
    PX_CHECK(px_str_startswith(V("'abc'"), V("'ab'")) == 1 && px_str_find(V("'abc'"), V("'z'")) == -1);
    PX_CHECK(px_ord(V("'\\u20ac'")) == 0x20AC && px_ord(V("b'\\xff'")) == 255);
    RAISES(px_ord(V("'ab'")) == -1, PyExc_ValueError,
           "only single character unicode strings can be converted to Py_UCS4, got length 2");
    RAISES(px_ord(V("b'ab'")) == -1, PyExc_TypeError, "ord() expected a character, but string of length 2 found");
    RAISES(px_ord(V("5")) == -1, PyExc_TypeError, "ord() expected string of length 1, but int found");
    RAISES(!px_chr(-1), PyExc_ValueError, "chr() arg not in range(0x110000)");
    SAME(px_bytes_decode(V("b'ab'")), "'ab'");
}

int main(void) {
    Py_Initialize();
    displays();
    methods();
    subscripts();
    slices();
    unpacking();
    loops();
    text();
    return px_test_end();
}
