//! Generators, coroutines, asynchronous generators. The generator that the code stands in is an object here.

use super::short::*;
use crate::Row;
use crate::ops::{arg, args, own, row};

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // The cell of a free variable by its place in the closure.
    row("gen.cell", "px_gen_cell", args![O, SSIZE], O, "generator").borrow(0).local(),
    // Starts an iterator on behalf of the generator: whether it has yielded (else it is at its end). `gen.take` gives what.
    row("gen.delegate", "px_gen_delegate", &[arg(O), own(O)], INT, "generator").neg1(),
    row("gen.take", "px_gen_take", args![O], O, "generator").local(),
    // The iterators to delegate to: of `yield from x`, `await x`,
    row("gen.yield_from", "px_yield_from_iter", args![O, O], O, "await").null(),
    row("gen.await", "px_await_iter", args![O, O], O, "await").null(),
    // `async for` (raises StopAsyncIteration at the end),
    row("async.iter", "px_aiter", args![O], O, "await").null(),
    row("gen.anext", "px_anext", args![O, O], O, "await").null(),
    // `async with`.
    row("async.exit_of", "px_async_exit_of", args![O], O, "await").null(),
    row("gen.aenter", "px_async_enter", args![O, O], O, "await").null(),
    row("gen.aexit", "px_async_exit", args![O, O, O], O, "await").null(),
    row("gen.aexit_none", "px_async_exit_none", args![O, O], O, "await").null(),
];
