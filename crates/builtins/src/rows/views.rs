//! Memoryviews: taking them from objects and giving them back, slicing, copying. What one has (shape, strides, data) is read
//! directly, without an operation.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

const VIEW: Ty = Ty::MEMVIEW;
const ITEM: Ty = Ty::ITEM;
const AXES: Ty = Ty::CONST_CHAR_PTR;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // From an object that exports a buffer: what the items are, the axes (see px/view_get.h), whether they can be written.
    row("view.get", "px_view_get", args![O, ITEM, AXES, INT], VIEW, "view_get").null(),
    // Shares, which code generation takes and gives back where the counting pass says so.
    row("view.share", "px_view_share", args![Ty::MEMVIEW_PTR], VOID, "view").local().nogil(),
    row("view.release", "px_view_release", args![Ty::MEMVIEW_PTR], VOID, "view").nogil(),
    row("view.drop", "px_view_drop", args![Ty::MEMVIEW_PTR], VOID, "view").nogil(),
    row("view.unset", "px_no_view", &[], VIEW, "view").local().nogil(),
    row("view.none", "px_view_none", &[], VIEW, "view").local().nogil(),
    // Parts, axis by axis: from an axis of the second view to one of the first.
    row("view.start", "px_view_start", args![VIEW], VIEW, "view_slice").borrow(0).local().nogil(),
    row("view.at", "px_view_at", args![VIEW, VIEW, INT, SSIZE], VIEW, "view_slice").borrow(1).local().nogil(),
    row("view.at_indirect", "px_view_at_indirect", args![VIEW, VIEW, INT, SSIZE], VIEW, "view_slice").borrow(1).local().nogil(),
    row("view.keep", "px_view_keep", args![VIEW, VIEW, INT, INT], VIEW, "view_slice").borrow(1).local().nogil(),
    row("view.new_axis", "px_view_new_axis", args![VIEW, VIEW, INT], VIEW, "view_slice").borrow(1).local().nogil(),
    row("view.cut", "px_view_cut", args![VIEW, VIEW, INT, INT, SSIZE, SSIZE, SSIZE, INT], VIEW, "view_slice").null().borrow(1)
        .local().gil_to_fail(),
    row("view.transposed", "px_view_transposed", args![VIEW, INT], VIEW, "view_slice").borrow(0).local().nogil(),
    row("view.as_object", "px_view_as_object", args![VIEW, ITEM, INT, INT], O, "view_object").null(),
    row("view.seen_of", "px_view_seen_of", args![O], O, "view_object").null(),
    row("view.test", "px_view_test", args![ITEM, AXES], O, "view_test").null().local(),
    row("view.array_type", "px_view_array_class", &[], Ty::TYPE, "view_array").null().immortal(),
    // Items: of one view to another, with their numbers of axes, the size of an item and whether they are objects; one value
    // for all.
    row("view.copy_items", "px_view_copy_items", args![VIEW, VIEW, INT, INT, SIZE, INT], INT, "view_copy").status().gil_to_fail(),
    row("view.fill", "px_view_fill", args![VIEW, INT, Ty::VOID_PTR, SIZE, INT], VOID, "view_copy").nogil(),
    row("view.is_packed", "px_view_is_packed", args![VIEW, INT, SIZE, INT], BINT, "view_copy").local().nogil(),
    row("view.copied", "px_view_copied", args![VIEW, ITEM, INT, INT], VIEW, "view_copied").null(),
    row("view.memory", "px_view_memory", args![Ty::VOID_PTR, ITEM, INT, Ty::SSIZE_PTR, INT], O, "view_copied").null().local(),
    // The variable of several functions.
    row("view.cell", "px_view_cell", &[], O, "view_cell").null().local(),
    row("view.cell_address", "px_view_cell_address", args![O], Ty::VOID_PTR, "view_cell").pure().nogil(),
    row("view.no_result", "px_view_no_result", &[], VOID, "view").fails(crate::Fails::Always).local().nogil(),
    row("view.out_of_bounds", "px_view_out_of_bounds", args![INT], VOID, "view").fails(crate::Fails::Always).local().nogil(),
    row("view.uninitialized", "px_view_uninitialized", &[], VOID, "view").fails(crate::Fails::Always).local().nogil(),
    row("view.is_none", "px_view_is_none", args![VIEW], BINT, "view").pure().nogil(),
];
