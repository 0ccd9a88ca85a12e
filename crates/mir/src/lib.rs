//! MIR: a module as functions of basic blocks over typed locals. This is where the program runs step by step.
//!
//! # What a function is
//!
//! Plain mutable locals (no SSA), blocks with one terminator, and a tree of *regions* that blocks belong to. The type of
//! a local is its representation ([`types::Ty`]): an object is a `PyObject *`, `long` is a C long; an exact Python int
//! that a pass unboxed is a local of a C integer type.
//!
//! **Statements are steps, expressions are pure.** What may raise, allocate, release, run Python code or change a
//! reference count is a [`Stmt`] of its own: an operation of the table ([`StmtKind::Op`]) or a call of a C function
//! ([`StmtKind::Call`]). A [`CExpr`] is C computation without effects over places: arithmetic, casts, field and
//! pointer access, reads of locals and C globals, rows that are `Pure`. It may be nested and is printed as one C expression.
//! C leaves the order of evaluation open, so what a call could change (globals, memory, locals whose address is taken)
//! is read into a temporary before that call.
//!
//! # Objects
//!
//! In the high phase there are no reference counts. `dst = op(args)` binds `dst` to what the row says (new, borrowed);
//! `Assign` of an object copies the reference; `Unbind` makes a local unbound. The `refcounts` pass gives every local one
//! of: unset, owned, borrowed, maybe. Temporaries ([`LocalKind::Temp`]) are assigned once on every path and die after their last
//! use; named locals live until rebound, deleted or left; memory locals have an address.
//! A row that steals an argument takes over a reference that the pass makes.
//!
//! # Failure, in the high phase
//!
//! A statement that can fail goes, when it fails, to the handler of its block's region: the nearest enclosing [`RegionKind::Try`]
//! (its `handler` block, with the exception in flight), or out of the function. These edges are implied;
//! [`dataflow`] follows them. `Always`-failing statements are followed by [`Term::Unreachable`].
//! The `errors` pass makes the edges explicit as [`Term::Check`].
//!
//! # Regions
//!
//! - `Try { handler }`: the body of a `try` with `except` clauses. The handler block lies outside it, begins with `exc.fetch`
//!   and enters a `Handler` region.
//! - `Handler { saved }`: the exception is the one being handled. Whoever leaves it, in any way, runs `exc.leave(saved)`.
//! - `Finally { entry }`: the protected body of a `finally`. Whoever leaves it, in any way, first runs the blocks from `entry`
//!   (in a `FinallyBody` region beside it) to [`Term::EndFinally`], which goes on to where the leaver was going.
//! - `NoGil`, `Gil`: the GIL is released, or taken, inside. Entering is the first block's business (made by `exits`), as is
//!   leaving.
//!
//! An edge between blocks leaves every region that holds its source and not its target; `Return` leaves all. The `exits`
//! pass makes all that explicit and leaves only `Try` and the GIL regions; after `errors` the latter only tell on which side a
//! block starts ([`Function::without_gil`]).
//!
//! # Suspension
//!
//! A function with [`Function::suspends`] is the body of a generator or coroutine. Its first parameter is the object that runs it;
//! it begins with `gen.start`, and `gen.suspend` is where control leaves it and comes back. The `suspend` pass makes a creator and a
//! resume function of it, which share a [`Frame`]; [`LocalKind::Field`] is a field of that.
//!
//! # Phases
//!
//! [`Phase::High`] (regions, implied edges) → `exits`, `errors`, `refcounts` → [`Phase::Low`] (explicit edges and counts).
//! [`verify`] knows what holds in each; [`verify_classes`] holds the tables of extension types to the functions that are there.

mod builder;
pub mod cfg;
mod class;
mod data;
pub mod dataflow;
mod print;
mod read;
mod verify;
mod verify_class;
mod walk;

pub use builder::Builder;
pub use class::*;
pub use data::*;
pub use print::{print_function, print_function_of, print_module};
pub use read::{ReadError, read_function};
pub use types::{CBinary as BinOp, CUnary as UnOp, Include};
pub use verify::{ObjectRoot, VerifyError, verify};
pub use verify_class::verify_classes;
