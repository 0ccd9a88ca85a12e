//! Iteration and unpacking.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("iter.new", "PyObject_GetIter", args![O], O, "base").null().func("iter"),
    // What is an iterator already.
    row("iter.given", "Py_NewRef", args![O], O, "base").local(),
    // NULL at the end.
    row("iter.next", "px_iter_next", args![O], O, "iter").or_null(true),
    // The builtin: StopIteration at the end.
    row("iter.next_func", "px_next", args![O], O, "iter_func").null().func("next"),
    row("iter.next_func_python", "px_next_python", args![O], O, "iter_func").null(),
    row("iter.next_or_python", "px_next_or_python", args![O, O], O, "iter_func").null(),
    row("iter.next_or", "px_next_or", args![O, O], O, "iter_func").null().func("next"),
    row("iter.sentinel", "PyCallIter_New", args![O, O], O, "base").null(),
    // The next item by a position that starts at 0; NULL at the end. A list may grow and shrink meanwhile.
    row("list.next", "px_list_next", args![LIST, Ty::SSIZE_PTR], O, "loop").or_null(false).local(),
    row("tuple.next", "px_tuple_next", args![TUPLE, Ty::SSIZE_PTR], O, "loop").or_null(false).local(),
    // Position, length at the start of the loop, number of items to come; NULL at the end. Raises where length or keys have changed.
    row("dict.next", "px_dict_next", args![DICT, Ty::SSIZE_PTR, SSIZE, Ty::SSIZE_PTR], O, "loop")
        .or_null(true)
        .local(),
    // The value beside the key that was found from this position (the position before that `dict.next`).
    row("dict.value_at", "px_dict_value_at", args![DICT, SSIZE], O, "loop").null().local(),
    // Whether an object is exactly of a type that has a loop form.
    row("list.is_exact", "PyList_CheckExact", args![O], BINT, "base").pure(),
    row("tuple.is_exact", "PyTuple_CheckExact", args![O], BINT, "base").pure(),
    row("dict.is_exact", "PyDict_CheckExact", args![O], BINT, "base").pure(),
    // Exactly n items, as a tuple; `tuple.item` reads them.
    row("unpack.exact", "px_unpack", args![MODULE, O, SSIZE], TUPLE, "unpack").null(),
    // `a, b, *c, d = x`: before + 1 + after items, one of them a list.
    row("unpack.star", "px_unpack_star", args![MODULE, O, SSIZE, SSIZE], TUPLE, "unpack").null(),
];
