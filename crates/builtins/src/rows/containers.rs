//! Displays, comprehensions, and the methods of list, tuple, dict and set.

use super::short::*;
use crate::Row;
use crate::ops::{arg, args, own, row};

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("list.pack", "px_list_pack", args![O], LIST, "list").rest().null().local(),
    row("list.append", "px_list_append", args![LIST, O], INT, "list").status().local().method("append"),
    row("list.push", "px_list_push", &[arg(LIST), own(O)], INT, "list").status().local(),
    // `[*x]`
    row("list.extend_star", "px_list_extend_star", args![LIST, O], INT, "list").status(),
    row("list.extend", "px_list_extend", args![LIST, O], INT, "list_methods").status().method("extend"),
    row("list.insert", "PyList_Insert", args![LIST, SSIZE, O], INT, "base").status().local().method("insert"),
    row("list.pop", "px_list_pop", args![LIST], O, "list_methods").null().local().method("pop"),
    row("list.pop_at", "px_list_pop_at", args![LIST, SSIZE], O, "list_methods").null().local().method("pop"),
    row("list.reverse", "PyList_Reverse", args![LIST], INT, "base").status().local().method("reverse"),
    row("list.sort", "PyList_Sort", args![LIST], INT, "base").status().method("sort"),
    row("list.clear", "px_list_clear", args![LIST], INT, "list_methods").status().method("clear"),
    row("list.copy", "px_list_copy", args![LIST], LIST, "list_methods").null().local().method("copy"),
    row("list.index", "px_list_index", args![LIST, O], SSIZE, "list_methods").neg1().method("index"),
    row("list.count", "PySequence_Count", args![LIST, O], SSIZE, "base").neg1().method("count"),
    row("list.len", "px_list_len", args![LIST], SSIZE, "list").local().func("len"),
    row("list.of", "PySequence_List", args![O], LIST, "base").null().func("list"),
    row("list.new", "px_list_new", &[], LIST, "list").null().local().func("list"),
    row("list.concat", "px_list_concat", args![LIST, LIST], LIST, "list_methods").null().local().operator("add"),
    row("list.repeat", "px_list_repeat", args![LIST, SSIZE], LIST, "list_methods").null().local().operator("mul"),
    row("list.sorted", "px_sorted", args![O], LIST, "list_methods").null().func("sorted"),
    row("tuple.pack", "px_tuple_pack", args![O], TUPLE, "tuple").rest().null().local(),
    row("tuple.len", "px_tuple_len", args![TUPLE], SSIZE, "tuple").pure().func("len"),
    row("tuple.of", "PySequence_Tuple", args![O], TUPLE, "base").null().func("tuple"),
    row("tuple.of_list", "PyList_AsTuple", args![LIST], TUPLE, "base").null().local().func("tuple"),
    row("tuple.concat", "px_tuple_concat", args![TUPLE, TUPLE], TUPLE, "tuple").null().local().operator("add"),
    row("dict.new", "PyDict_New", &[], DICT, "base").null().local().func("dict"),
    // Keys and values in turn.
    row("dict.pack", "px_dict_pack", args![O], DICT, "dict").rest().null(),
    // `{**x}`
    row("dict.update_star", "px_dict_update_star", args![DICT, O], INT, "dict").status(),
    row("dict.update", "px_dict_update", args![DICT, O], INT, "dict_methods").status().method("update"),
    row("dict.len", "px_dict_len", args![DICT], SSIZE, "dict").local().func("len"),
    row("dict.get", "px_dict_get", args![DICT, O], O, "dict_methods").null().method("get"),
    row("dict.get_or", "px_dict_get_or", args![DICT, O, O], O, "dict_methods").null().method("get"),
    row("dict.setdefault", "px_dict_setdefault", args![DICT, O, O], O, "dict_methods").null().method("setdefault"),
    row("dict.pop", "px_dict_pop", args![DICT, O], O, "dict_methods").null().method("pop"),
    row("dict.pop_or", "px_dict_pop_or", args![DICT, O, O], O, "dict_methods").null().method("pop"),
    row("dict.clear", "px_dict_clear", args![DICT], INT, "dict_methods").status().method("clear"),
    row("dict.copy", "PyDict_Copy", args![DICT], DICT, "base").null().local().method("copy"),
    row("dict.of", "px_dict_of", args![O], DICT, "dict_methods").null().func("dict"),
    row("set.new", "px_set_new", &[], SET, "set").null().local().func("set"),
    row("set.pack", "px_set_pack", args![O], SET, "set").rest().null(),
    row("set.add", "PySet_Add", args![SET, O], INT, "base").status().method("add"),
    // `{*x}`
    row("set.update", "px_set_update", args![SET, O], INT, "set").status().method("update"),
    row("set.discard", "px_set_discard", args![SET, O], INT, "set").status().method("discard"),
    row("set.remove", "px_set_remove", args![SET, O], INT, "set").status().method("remove"),
    row("set.pop", "PySet_Pop", args![SET], O, "base").null().local().method("pop"),
    row("set.clear", "PySet_Clear", args![SET], INT, "base").status().method("clear"),
    row("set.len", "px_set_len", args![SET], SSIZE, "set").local().func("len"),
    row("set.of", "PySet_New", args![O], SET, "base").null().func("set"),
    row("frozenset.len", "px_set_len", args![FSET], SSIZE, "set").pure().func("len"),
    row("frozenset.of", "px_frozenset_of", args![O], FSET, "set").null().func("frozenset"),
];
