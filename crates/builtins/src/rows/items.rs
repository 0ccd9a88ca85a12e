//! Subscripts and slices.
//!
//! Reads and stores by a C index have variants: plain (wraps a negative index, checks bounds), `_nowrap` (checks), `_nocheck`
//! (wraps), `_raw` (neither). Lists, tuples and other objects wrap whenever they check.

use super::short::*;
use crate::Row;
use crate::ops::{Fails, args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("obj.getitem", "px_obj_getitem", args![O, O], O, "item").null().operator("getitem"),
    // NULL and no exception where an exact container does not have the key, or the index.
    row("item.find", "px_item_find", args![O, O], O, "item_find").or_null(true),
    row("item.find_key", "px_item_find_key", args![O, O], O, "item_find").or_null(true),
    row("item.find_index", "px_item_find_index", args![O, O], O, "item_find").or_null(true),
    // `o[key] += x`
    row("item.iadd", "px_item_iadd", args![O, O, O], INT, "item_update").status(),
    row("item.iadd_const", "px_item_iadd_const", args![O, O, PYINT, LONG], INT, "item_update").status(),
    row("obj.setitem", "px_obj_setitem", args![O, O, O], INT, "item").status().operator("setitem"),
    row("obj.delitem", "PyObject_DelItem", args![O, O], INT, "base").status().operator("delitem"),
    row("obj.getitem_index", "px_obj_getitem_index", args![O, SSIZE], O, "item").null().operator("getitem"),
    row("obj.getitem_index_nocheck", "px_obj_getitem_index_nocheck", args![O, SSIZE], O, "item").null(),
    row("obj.getitem_index_raw", "px_obj_getitem_index_raw", args![O, SSIZE], O, "item").null(),
    row("obj.setitem_index", "px_obj_setitem_index", args![O, SSIZE, O], INT, "item").status().operator("setitem"),
    row("obj.setitem_index_nocheck", "px_obj_setitem_index_nocheck", args![O, SSIZE, O], INT, "item").status(),
    row("obj.setitem_index_raw", "px_obj_setitem_index_raw", args![O, SSIZE, O], INT, "item").status(),
    row("obj.delitem_index", "px_obj_delitem_index", args![O, SSIZE], INT, "item").status().operator("delitem"),
    // The index does not fit a Py_ssize_t: unsigned ones.
    row("obj.getitem_size", "px_obj_getitem_size", args![O, SIZE], O, "item").null().operator("getitem"),
    row("list.getitem", "px_list_getitem", args![LIST, SSIZE], O, "list").null().local().operator("getitem"),
    row("list.getitem_nocheck", "px_list_getitem_nocheck", args![LIST, SSIZE], O, "list").local(),
    row("list.getitem_raw", "px_list_getitem_raw", args![LIST, SSIZE], O, "list").local(),
    // Parts of the above, for steps that nothing moves: a list changes. The place that an index means, whether there is an item, the item.
    row("list.place", "px_list_place", args![LIST, SSIZE], SSIZE, "list").pure(),
    row("list.has", "px_list_has", args![LIST, SSIZE], BINT, "list").pure(),
    row("list.peek", "px_list_peek", args![LIST, SSIZE], O, "list").borrow(0).pure(),
    row("list.index_error", "px_list_index_error", &[], Ty::VOID, "list").fails(Fails::Always),
    row("list.setitem", "px_list_setitem", args![LIST, SSIZE, O], INT, "list").status().operator("setitem"),
    row("list.setitem_nocheck", "px_list_setitem_nocheck", args![LIST, SSIZE, O], INT, "list").status(),
    row("list.setitem_raw", "px_list_setitem_raw", args![LIST, SSIZE, O], INT, "list").status(),
    row("tuple.getitem", "px_tuple_getitem", args![TUPLE, SSIZE], O, "tuple").null().local().operator("getitem"),
    row("tuple.getitem_nocheck", "px_tuple_getitem_nocheck", args![TUPLE, SSIZE], O, "tuple").borrow(0).local(),
    // Within bounds: the items of what was unpacked.
    row("tuple.item", "px_tuple_item", args![TUPLE, SSIZE], O, "tuple").borrow(0).pure(),
    row("list.item", "px_list_getitem_raw", args![LIST, SSIZE], O, "list").local(),
    row("dict.getitem", "px_dict_getitem", args![DICT, O], O, "dict").null().operator("getitem"),
    row("dict.setitem", "PyDict_SetItem", args![DICT, O, O], INT, "base").status().operator("setitem"),
    row("dict.delitem", "PyDict_DelItem", args![DICT, O], INT, "base").status().operator("delitem"),
    // str by index: a character (IndexError otherwise), or a str of one.
    row("str.getitem", "px_str_getitem", args![STR, SSIZE], Ty::UCS4, "str_item").maybe(-1).local()
        .operator("getitem"),
    row("str.getitem_nowrap", "px_str_getitem_nowrap", args![STR, SSIZE], Ty::UCS4, "str_item").maybe(-1).local(),
    row("str.getitem_nocheck", "px_str_getitem_nocheck", args![STR, SSIZE], Ty::UCS4, "str_item").local(),
    row("str.getitem_raw", "px_str_getitem_raw", args![STR, SSIZE], Ty::UCS4, "str_item").pure(),
    // Where a loop reads: the kind, the characters.
    row("str.kind", "px_str_kind", args![STR], INT, "str_item").pure(),
    row("str.data", "px_str_data", args![STR], Ty::VOID_PTR, "str_item").pure().borrow(0),
    row("str.read", "px_str_read", args![STR, INT, Ty::VOID_PTR, SSIZE], Ty::UCS4, "str_item").pure(),
    row("bytes.getitem", "px_bytes_getitem", args![BYTES, SSIZE], INT, "bytes_item").neg1().local().gil_to_fail()
        .operator("getitem"),
    row("bytes.getitem_nowrap", "px_bytes_getitem_nowrap", args![BYTES, SSIZE], INT, "bytes_item").neg1().local()
        .gil_to_fail(),
    row("bytes.getitem_python", "px_bytes_getitem_python", args![BYTES, SSIZE], INT, "bytes_item").neg1().local()
        .gil_to_fail(),
    row("bytes.getitem_nowrap_python", "px_bytes_getitem_python", args![BYTES, SSIZE], INT, "bytes_item").neg1().local()
        .gil_to_fail(),
    row("bytes.getitem_nocheck", "px_bytes_getitem_nocheck", args![BYTES, SSIZE], INT, "bytes_item").local().nogil(),
    row("bytes.getitem_raw", "px_bytes_getitem_raw", args![BYTES, SSIZE], INT, "bytes_item").pure().nogil(),
    row("bytearray.getitem", "px_bytearray_getitem", args![BARRAY, SSIZE], INT, "bytes_item").neg1().local().gil_to_fail()
        .operator("getitem"),
    row("bytearray.setitem", "px_bytearray_setitem", args![BARRAY, SSIZE, INT], INT, "bytes_item").status().local().gil_to_fail()
        .operator("setitem"),
    // Slices. A bound that is left out is NULL, or 0 and PY_SSIZE_T_MAX.
    row("slice.new", "px_slice_new", args![O, O, O], Ty::SLICE, "slice").null().local(),
    row("obj.getslice", "px_obj_getslice", args![O, O, O], O, "slice").null().operator("getslice"),
    row("obj.setslice", "px_obj_setslice", args![O, O, O, O], INT, "slice").status().operator("setslice"),
    row("obj.delslice", "px_obj_delslice", args![O, O, O], INT, "slice").status().operator("delslice"),
    row("obj.getslice_index", "px_obj_getslice_index", args![O, SSIZE, SSIZE], O, "slice").null().operator("getslice"),
    row("obj.setslice_index", "px_obj_setslice_index", args![O, SSIZE, SSIZE, O], INT, "slice").status()
        .operator("setslice"),
    row("obj.delslice_index", "px_obj_delslice_index", args![O, SSIZE, SSIZE], INT, "slice").status()
        .operator("delslice"),
    row("list.getslice", "px_list_getslice", args![LIST, SSIZE, SSIZE], LIST, "slice").null().local()
        .operator("getslice"),
    row("tuple.getslice", "px_tuple_getslice", args![TUPLE, SSIZE, SSIZE], TUPLE, "slice").null().local()
        .operator("getslice"),
    row("str.getslice", "px_str_getslice", args![STR, SSIZE, SSIZE], STR, "slice").null().local().operator("getslice"),
    row("bytes.getslice", "px_bytes_getslice", args![BYTES, SSIZE, SSIZE], BYTES, "slice").null().local()
        .operator("getslice"),
    // A bound as an object, saturated to a Py_ssize_t; NULL and None give the last argument.
    row("slice.bound", "px_slice_bound", args![O, SSIZE], SSIZE, "slice").maybe(-1),
];
