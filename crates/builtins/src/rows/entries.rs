//! The entry that Python calls of a function.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("args.count", "px_args_count", args![Ty::SIZE], SSIZE, "entry").pure(),
    // One argument for each parameter, `*args` and `**kwargs` included.
    row("args.bound", "px_args_bound", args![Ty::SIZE], BINT, "entry").pure(),
    row("args.get", "px_args_get", args![Ty::ARGS, SSIZE], O, "entry").borrow(0).pure(),
    // Of a function with `*args`: no argument is missing or named, and nothing is wanted of `**kwargs`; how many parameters are before it.
    row("args.rest_given", "px_args_rest_given", args![O, Ty::SIZE, O, SSIZE], BINT, "entry").pure(),
    // The tuple of `*args` then, and what stands for `**kwargs`.
    row("args.rest", "px_args_rest", args![Ty::ARGS, Ty::SIZE, SSIZE], O, "entry").null().local(),
    row("args.keywords", "px_args_keywords", args![Ty::ARGS, Ty::SIZE, SSIZE], O, "entry").borrow(0).pure(),
    // The function object, then the arguments as they came. Calls the entry again, with bound ones.
    row("func.bind", "px_bind_call", args![O, Ty::ARGS, Ty::SIZE, O], O, "entry").null(),
];
