//! Inserts reference counts.
//!
//! ```text
//! before   b0: %2 = list.get xs, i                 after   b0: %2 = list.get xs, i
//!              check null %2 fail b2 next b1                   check null %2 fail b2 next b1
//!          b1: y := %2                                     b1: %3 := y
//!              return y                                        y := %2          ; the reference moves
//!                                                              xdecref %3       ; the old value goes after the store
//!                                                              return y
//! ```
//! Every object local either owns what it holds or borrows it, for its whole life ([`borrow`]): parameters borrow from the
//! caller unless they are rebound, named locals own, temporaries own what they cannot safely borrow. A forward
//! analysis ([`state`]) knows where a local is unset, set, or either; the rewriting ([`walk`]) is the same code as the
//! transfer function, so the two cannot differ.
//!
//! - A temporary is released after its last use, or moves if that is a store, a stealing argument or a return. Where it
//!   dies on an edge, the block at its end releases it. What is alive when something fails is released by the landing
//!   block that the failures share, in one row of `xdecref`; locals that are unset on some ways to it are NULL there.
//! - A named local is released when it is rebound (after the store), unbound, or at the end of the function.
//! - Nothing is released while the GIL is not held: it waits for the next block that has it.

mod borrow;
mod life;
mod prepare;
mod share;
mod state;
mod store;
mod tidy;
mod walk;

use crate::{Context, Pass};
use base::IdVec;
use mir::cfg::Cfg;
use mir::dataflow::solve;
use mir::*;

pub const PASS: Pass =
    Pass { name: "refcounts", phase: Phase::Errors, leaves: Phase::Low, after: &["errors"], run };

fn run(f: &mut Function, cx: &mut Context<'_>) {
    if !f.locals.iter().any(|local| cx.types.is_counted(local.ty)) && !counts_constants(f, cx) {
        f.phase = Phase::Low;
        return;
    }
    prepare::run(f, cx);
    let cfg = Cfg::new(f);
    let mut classes = borrow::classify(f, &cfg, cx.types);
    share::run(f, &cfg, &mut classes, cx.types);
    let life = life::Life::new(f, &classes);
    let live = solve(f, &cfg, &life);
    let types = &*cx.types;
    let states = state::States { f, cfg: &cfg, classes: &classes, life: &life, live: &live, types };
    let facts = solve(f, &cfg, &states);
    let rewritten = states.rewrite(&facts.entry);
    walk::apply(f, rewritten);
    f.phase = Phase::Low;
    tidy::run(f, cx.types);
}

/// A function without object locals may still store or return constants.
fn counts_constants(f: &Function, cx: &Context<'_>) -> bool {
    let mut found = cx.types.is_counted(f.ret);
    for block in f.blocks.iter() {
        for stmt in &block.stmts {
            stmt.for_each_read(&mut |expr| found |= cx.types.is_counted(expr.ty));
        }
    }
    found
}

/// What is known of every local before its states are.
pub(crate) struct Classes {
    pub class: IdVec<LocalId, Class>,
    /// Temporaries that have to stay alive as long as the local is used: it points into them.
    pub owners: IdVec<LocalId, Vec<LocalId>>,
    /// Objects that are tested against NULL somewhere, so what is read from memory into them may be NULL.
    pub nullable: IdVec<LocalId, bool>,
    /// Whether the block starts with the GIL.
    pub gil: IdVec<BlockId, bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    /// No object.
    Value,
    /// What it holds is kept alive by somebody else.
    Borrows,
    Owns,
}
