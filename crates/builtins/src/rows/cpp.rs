//! What generated C++ needs beside C++ itself; the features begin with `cpp_`.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // In a `catch`: the Python exception for the one that is handled, or one of a given class; and the end of a handler.
    row("cpp.raise", "px_cpp_raise", &[], VOID, "cpp_exceptions").nogil(),
    row("cpp.raise_as", "px_cpp_raise_as", args![O], VOID, "cpp_exceptions").nogil(),
    row("cpp.handled", "px_cpp_handled", args![Ty::GILSTATE], VOID, "cpp_exceptions"),
    // Fields of extension types.
    row("cpp.construct", "px_construct", args![Ty::VOID_PTR], VOID, "cpp_fields"),
    row("cpp.destroy", "px_destroy", args![Ty::VOID_PTR], VOID, "cpp_fields"),
];
