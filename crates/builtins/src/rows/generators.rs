//! Suspension: generators, coroutines and asynchronous generators.
//!
//! `gen.start` and `gen.suspend` are the primitives that the `suspend` pass turns into states; no C function stands behind
//! them. The generator object is the first argument of what works on its behalf.

use super::short::*;
use crate::Row;
use crate::ops::{args, own, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Where the body begins: it can be made to raise there.
    row("gen.start", "", &[], O, "generator").immortal().null(),
    // Gives the value to whoever resumes the function, and goes on with what comes back.
    row("gen.suspend", "", &[own(O)], O, "generator").null(),
    // A new generator object: description of the frame, function object or NULL, tuple of cells or NULL.
    row("gen.new", "px_gen_make", args![MODULE, Ty::FRAME_TYPE, O, O], O, "generator").null().local(),
    // The value that a suspension gives; NULL where an exception is to be raised.
    row("gen.sent", "px_gen_sent", args![O], O, "generator").null().local(),
    row("gen.cell", "px_gen_cell", args![O, SSIZE], O, "generator").borrow(0).local(),
    // Runs an iterator on behalf of the generator: whether it yielded, or is at its end; `gen.take` gives the value.
    row("gen.delegate", "px_gen_delegate", &[crate::ops::arg(O), own(O)], INT, "generator").neg1(),
    row("gen.take", "px_gen_take", args![O], O, "generator").local(),
    row("await.yield_from", "px_yield_from_iter", args![O, O], O, "await").null(),
    row("await.iter", "px_await_iter", args![O, O], O, "await").null(),
    row("await.aiter", "px_aiter", args![O], O, "await").null(),
    row("await.anext", "px_anext", args![O, O], O, "await").null(),
    row("await.exit_of", "px_async_exit_of", args![O], O, "await").null(),
    row("await.enter", "px_async_enter", args![O, O], O, "await").null(),
    row("await.exit", "px_async_exit", args![O, O, O], O, "await").null(),
    row("await.exit_none", "px_async_exit_none", args![O, O], O, "await").null(),
];
