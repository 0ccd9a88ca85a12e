//! Cells: variables that functions share.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // A cell with a value; empty with NULL.
    row("cell.new", "PyCell_New", args![O], O, "cell").null().local(),
    // A cell with that many zero bytes, the variable of a C type, and where they are.
    row("cell.memory", "px_cell_memory", args![SIZE], O, "cell").null().local(),
    row("cell.address", "px_cell_address", args![O], Ty::VOID_PTR, "cell").pure().nogil(),
    // Reads a variable of the function itself, or a free one; an empty cell raises accordingly.
    row("cell.load", "px_cell_load", args![O, O], O, "cell").null().local(),
    // `__class__` as `super()` looks for it.
    row("cell.load_class", "px_cell_load_class", args![O], O, "cell").null().local(),
    row("cell.load_free", "px_cell_load_free", args![O, O], O, "cell").null().local(),
    // One of the function's own, from inside of a comprehension.
    row("cell.load_outer", "px_cell_load_outer", args![O, O], O, "cell").null().local(),
    // A value of NULL empties the cell.
    row("cell.store", "px_cell_store", args![O, O], VOID, "cell"),
    row("cell.delete", "px_cell_delete", args![O, O], INT, "cell").status(),
    row("cell.delete_free", "px_cell_delete_free", args![O, O], INT, "cell").status(),
    // The dict of `locals()`: the cell that keeps it, a new one, the names of all variables.
    row("locals.keep", "px_locals_keep", args![O, DICT, TUPLE], O, "locals").null(),
    // Whether the interpreter is of that version or a later one, as 0x030C for 3.12.
    row("python.since", "px_python_since", args![INT], BINT, "locals").pure(),
    // The cell of a free variable by its place in the closure of a function object.
    row("func.cell", "px_function_cell", args![O, SSIZE], O, "function").borrow(0).local(),
];
