//! Chains of operators on small ints, without ints in between.
//!
//! ```text
//! before   %1 = obj.add a, b                after   if (obj.is_small_int(a) && obj.is_small_int(b)) then b1 else b2
//!          %2 = obj.mod_const %1, k, 10             b1: %3 = conv.from_longlong ((int.small(a) + int.small(b)) mod 10)
//!                                                       %2 := %3
//!                                                   b2: %1 = obj.add a, b
//!                                                       %2 = obj.mod_const %1, k, 10
//! ```
//! Where all operands at the leaves are exact ints of one digit, nothing in between can overflow a word (the bounds are
//! computed here), so only the last result becomes an object; a comparison or an index at the end needs none at all. All
//! else is done as written, and so is what is rarely done: the general copy of a function that speculates. The benchmarks `comprehension`, `nqueens` and `oo_classes` have such chains.

mod emit;
mod find;

use crate::{Context, Pass};
use mir::*;

pub const PASS: Pass = Pass {
    name: "int-chains",
    phase: Phase::Exits,
    leaves: Phase::Exits,
    after: &["fold-temps", "dead-code", "speculate"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    let uses = crate::edit::count_uses(f);
    for block in f.blocks.ids().filter(|&id| !f.blocks[id].cold).collect::<Vec<_>>() {
        let mut current = block;
        let mut from = 0;
        while let Some(chain) = find::next(f, cx, current, from, &uses) {
            (current, from) = emit::run(f, current, chain);
        }
    }
}

/// An operator of a chain in C.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Operator {
    Binary(BinOp),
    /// The operands in reverse.
    Reversed(BinOp),
    Negative,
    /// By a constant, which is neither 0 nor -1.
    Floor {
        remainder: bool,
    },
}

/// What a chain ends with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    /// An int.
    Number,
    /// A C truth value.
    Compare(BinOp),
    /// `o[chain]`
    Item,
    /// `o[chain] = value`
    StoreItem,
}

/// A chain in C: its leaves are objects.
#[derive(Clone, Debug)]
enum Tree {
    Leaf(CExpr),
    Number(i64),
    Node(Operator, Vec<Tree>),
}

/// Consecutive statements of a block that are one chain.
struct Chain {
    first: usize,
    last: usize,
    end: End,
    /// The number, or both sides of the comparison, or the index.
    trees: Vec<Tree>,
    /// Locals that the statements test for being bound.
    bound: Vec<LocalId>,
}
