//! Speculation: a fast copy of a function that runs under assumptions, beside the general one.
//!
//! ```text
//! before   %1 = obj.add_const n, 1        after   b0: if int.is_word(n) then b1 else b9
//!          ...                                    b1: n' := int.longlong(n) ; goto b2
//!                                                 b2: if word.add_overflows(n', 1) then b5 else b3 unlikely
//!                                                 b3: %1' := word.add_wraps(n', 1) ; ...
//!                                                 b5: goto b9             ; a side exit: what is live is boxed first
//!                                                 b9: %1 = obj.add_const n, 1 ; ...         ; the general copy
//! ```
//! Assumed is that locals are exact ints that fit a word, or exact floats ([`kinds`] guesses which). Where that turns out to be wrong,
//! a side exit ([`exits`]) makes objects of all that is live and goes on in the general copy at the same point of the program. A
//! function has one general copy, and there is no way back from it. Both are in one C function: the general copy is entered in
//! the middle of its loops, which leaves the fast one as it is for the C compiler.
//!
//! Calls of functions of the module go to a second entry that takes and gives numbers ([`direct`], [`entry`]). A client that
//! assumes something else (a contiguous view, an exact class) tests it where it comes in and leaves by the same exits. The
//! benchmarks `int_loops`, `fib`, `float_math` and `nqueens` live on this.
//!
//! It runs where `exits` has made explicit what happens on the way out of regions, and before errors have edges and objects
//! counts: a side exit is an ordinary edge, and `try` is the only region that the copies have each for themselves.

mod boxes;
mod boxing;
mod callees;
mod copy;
mod direct;
mod entry;
mod exits;
mod gains;
mod kinds;
mod loops;
mod plan;
mod shape;
mod shares;
mod unread;
mod values;
mod votes;
mod write;

pub use callees::Callees;

use crate::edit::remove_unreachable;
use crate::{Context, Pass};
use mir::*;

pub const PASS: Pass = Pass {
    name: "speculate",
    phase: Phase::Exits,
    leaves: Phase::Exits,
    after: &["unbox", "exits"],
    run,
};

/// Blocks times locals: larger functions stay as they are.
const LARGEST: usize = 1_000_000;

fn run(f: &mut Function, cx: &mut Context<'_>) {
    if f.nogil || f.suspends.is_some() || f.blocks.len() * f.locals.len() > LARGEST {
        return;
    }
    let old = f.clone();
    let mut plan = plan::Plan::new(&old, cx.types, cx.consts, cx.callees);
    if !plan.is_worth() {
        return;
    }
    let callee = cx.callees.of_function(&old);
    copy::run(f, &old, &mut plan, callee);
    remove_unreachable(f);
    if let Some(callee) = callee {
        let wrapper = entry::wrapper(&old, callee, plan.result);
        cx.made.push(std::mem::replace(f, wrapper));
    }
}
