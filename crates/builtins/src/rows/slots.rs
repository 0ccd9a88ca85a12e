//! The functions of type slots that are made from several special methods; see `special_methods`.
//!
//! After the arguments of the slot come the type object, and the address of each method or NULL.

use super::short::*;
use crate::Row;
use crate::ops::{Arg, args, row};
use types::Ty;

const TYPE: Ty = Ty::TYPE;
const HASH: Ty = Ty::HASH;
const BUFFER: Ty = Ty::BUFFER;
const P: Ty = Ty::VOID_PTR;

const BINARY: &[Arg] = args![O, O, TYPE, P, P];

const fn binary(name: &'static str, c: &'static str) -> Row {
    row(name, c, BINARY, O, "slots").null()
}

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // The entry of the method, and where its function object is.
    row("slot.init", "px_slot_init", args![O, O, O, P, Ty::OBJECT_PTR], INT, "slots").neg1(),
    row("slot.call", "px_slot_call", args![O, O, O, P, Ty::OBJECT_PTR], O, "slots").null(),
    row("slot.finalize", "px_slot_finalize", args![O, TYPE, P], VOID, "slots"),
    row("slot.hash", "px_slot_hash", args![O, TYPE, P], HASH, "slots").neg1(),
    row("slot.length", "px_slot_length", args![O, TYPE, P], SSIZE, "slots").neg1(),
    row("slot.truth", "px_slot_truth", args![O, TYPE, P, P], INT, "slots").neg1(),
    row("slot.contains", "px_slot_contains", args![O, O, TYPE, P], INT, "slots").neg1(),
    row("slot.richcompare", "px_slot_richcompare", args![O, O, INT, TYPE, P, P, P, P, P, P, P], O, "slots").null(),
    // The same, and what is missing follows from one that is there, and from equality.
    row("slot.total_ordering", "px_slot_total_ordering", args![O, O, INT, TYPE, P, P, P, P, P, P, P], O, "total_ordering").null(),
    row("slot.getattro", "px_slot_getattro", args![O, O, TYPE, P, P], O, "slots").null(),
    row("slot.setattro", "px_slot_setattro", args![O, O, O, TYPE, P, P], INT, "slots").neg1(),
    row("slot.descr_get", "px_slot_descr_get", args![O, O, O, TYPE, P, INT], O, "slots").null(),
    row("slot.descr_set", "px_slot_descr_set", args![O, O, O, TYPE, P, P], INT, "slots").neg1(),
    row("slot.item", "px_slot_item", args![O, SSIZE, TYPE, P], O, "slots").null(),
    row("slot.ass_subscript", "px_slot_ass_subscript", args![O, O, O, TYPE, P, P], INT, "slots").neg1(),
    row("slot.ass_item", "px_slot_ass_item", args![O, SSIZE, O, TYPE, P, P], INT, "slots").neg1(),
    row("slot.getbuffer", "px_slot_getbuffer", args![O, BUFFER, INT, TYPE, P], INT, "slots").neg1(),
    row("slot.getbuffer_raw", "px_slot_getbuffer_raw", args![O, BUFFER, INT, TYPE, P], INT, "slots").neg1(),
    // An operator and its reflected form.
    binary("slot.add", "px_slot_add"),
    binary("slot.subtract", "px_slot_subtract"),
    binary("slot.multiply", "px_slot_multiply"),
    binary("slot.matrix_multiply", "px_slot_matrix_multiply"),
    binary("slot.true_divide", "px_slot_true_divide"),
    binary("slot.floor_divide", "px_slot_floor_divide"),
    binary("slot.remainder", "px_slot_remainder"),
    binary("slot.divmod", "px_slot_divmod"),
    binary("slot.lshift", "px_slot_lshift"),
    binary("slot.rshift", "px_slot_rshift"),
    binary("slot.and", "px_slot_and"),
    binary("slot.or", "px_slot_or"),
    binary("slot.xor", "px_slot_xor"),
    // After each address how many parameters the method has.
    row("slot.power", "px_slot_power", args![O, O, O, TYPE, P, INT, P, INT], O, "slots").null(),
    row("slot.inplace_power", "px_slot_inplace_power", args![O, O, O, TYPE, P, INT], O, "slots").null(),
];
