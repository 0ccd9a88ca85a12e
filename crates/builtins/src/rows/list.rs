//! Exact lists.

use crate::Row;
use crate::ops::{args, own, row};
use types::Ty;

pub const ROWS: &[Row] = &[
    row("list.pack", "px_list_pack", args![Ty::OBJECT], Ty::LIST, "list").rest().null().local(),
    row("list.append", "px_list_append", args![Ty::LIST, Ty::OBJECT], Ty::INT, "list")
        .status()
        .local()
        .method("append"),
    row(
        "list.push",
        "px_list_push",
        &[crate::ops::arg(Ty::LIST), own(Ty::OBJECT)],
        Ty::INT,
        "list",
    )
    .status()
    .local(),
    row("list.get", "px_list_get", args![Ty::LIST, Ty::SSIZE], Ty::OBJECT, "list")
        .null()
        .local()
        .operator("getitem"),
    row("list.len", "px_list_len", args![Ty::LIST], Ty::SSIZE, "list").local().func("len"),
];
