//! What works on any object: the general row of every operator and protocol.

use crate::Row;
use crate::ops::{args, row};
use types::Ty;

pub const ROWS: &[Row] = &[
    row("obj.add", "px_obj_add", args![Ty::OBJECT, Ty::OBJECT], Ty::OBJECT, "object")
        .null()
        .operator("add"),
    row("obj.getitem", "px_obj_getitem", args![Ty::OBJECT, Ty::OBJECT], Ty::OBJECT, "object")
        .null()
        .operator("getitem"),
];
