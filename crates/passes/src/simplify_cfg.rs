//! Fewer blocks: jumps to jumps go straight, a block that only one other leads to becomes part of it, what cannot be
//! reached is removed.
//!
//!   before   b0: goto b1    b1: goto b2    b2: return x
//!   after    b0: return x

use crate::Pass;
use base::IdVec;
use mir::cfg::Cfg;
use mir::{BlockId, Function, Phase, StmtKind, Term};

pub const PASS: Pass = Pass {
    name: "simplify-cfg",
    phase: Phase::Low,
    leaves: Phase::Low,
    after: &["refcounts"],
    run: |function, _| run(function),
};

fn run(function: &mut Function) {
    thread_jumps(function);
    merge_chains(function);
    crate::edit::remove_unreachable(function);
}

/// Where a jump to `id` ends up, following blocks that only jump on.
fn destination(function: &Function, id: BlockId) -> BlockId {
    let mut at = id;
    // Empty loops go round for ever, in the program as well.
    for _ in 0..function.blocks.len() {
        match function.blocks[at] {
            mir::Block { ref stmts, term: Term::Goto(to), .. } if stmts.is_empty() && to != at => {
                at = to
            }
            _ => break,
        }
    }
    at
}

fn thread_jumps(function: &mut Function) {
    let targets = IdVec::<BlockId, BlockId>::from_iter(
        function.blocks.ids().map(|id| destination(function, id)),
    );
    for block in function.blocks.iter_mut() {
        block.term.for_each_successor_mut(&mut |to| *to = targets[*to]);
        if let Term::If { then, other, .. } = block.term
            && then == other
        {
            block.term = Term::Goto(then);
        }
    }
}

fn merge_chains(function: &mut Function) {
    let preds = Cfg::new(function).preds;
    for id in function.blocks.ids() {
        // A tail that was merged is empty, so chains collapse into their first block.
        while let Term::Goto(next) = function.blocks[id].term {
            let alone = preds[next].len() == 1 && next != Function::ENTRY && next != id;
            // The region of a block tells whether it starts with the GIL.
            let side = |id| function.without_gil(function.blocks[id].region);
            if !alone || starts_with_traceback(function, next) || side(id) != side(next) {
                break;
            }
            let tail = &mut function.blocks[next];
            let stmts = std::mem::take(&mut tail.stmts);
            let term = std::mem::replace(&mut tail.term, Term::Unreachable);
            let cold = tail.cold;
            let block = &mut function.blocks[id];
            block.stmts.extend(stmts);
            block.term = term;
            block.cold |= cold;
        }
    }
}

/// A traceback entry belongs to the block that failing statements jump to.
fn starts_with_traceback(function: &Function, id: BlockId) -> bool {
    function.blocks[id].stmts.first().is_some_and(|stmt| matches!(stmt.kind, StmtKind::Traceback))
}
