//! The order of a function's blocks in C, and which of them need a label.

use base::Id;
use builtins::Fails;
use mir::{Block, BlockId, CExpr, CExprKind, Function, Term};

/// A block that only returns, and says so in a few words: whoever jumps there returns at once.
pub fn only_returns(function: &Function, id: BlockId) -> bool {
    let few_words = |value: &CExpr| {
        matches!(value.kind, CExprKind::Null | CExprKind::Int(_) | CExprKind::Local(_))
    };
    match &function.blocks[id] {
        Block { stmts, term: Term::Return(value), .. } => {
            stmts.is_empty()
                && id != Function::ENTRY
                && function.frame.is_none()
                && value.as_ref().is_none_or(few_words)
        }
        _ => false,
    }
}

/// The blocks that can be reached, in an order in which most jumps go forward and cold blocks come last; without those that
/// only return.
pub fn layout(function: &Function) -> Vec<BlockId> {
    let mut seen = vec![false; function.blocks.len()];
    let mut order = Vec::new();
    let mut cold = Vec::new();
    let mut stack = vec![Function::ENTRY];
    while let Some(id) = stack.pop() {
        if std::mem::replace(&mut seen[id.index()], true) {
            continue;
        }
        let block = &function.blocks[id];
        if block.cold {
            cold.push(id)
        } else {
            order.push(id)
        }
        // The last one pushed comes next: the likely way, and for a branch its first arm.
        let mut next = block.term.successors();
        next.reverse();
        stack.extend(next);
    }
    order.extend(cold);
    order.retain(|&id| !only_returns(function, id));
    order
}

/// Which blocks need a label: those that are reached other than by falling through.
pub fn jump_targets(function: &Function, order: &[BlockId]) -> Vec<bool> {
    let mut targets = vec![false; function.blocks.len()];
    for (position, &id) in order.iter().enumerate() {
        let next = order.get(position + 1).copied();
        let block = &function.blocks[id];
        let mut jump = |to: BlockId| {
            if next != Some(to) {
                targets[to.index()] = true;
            }
        };
        match &block.term {
            Term::Goto(to) => jump(*to),
            Term::If { then, other, .. } => {
                // One arm falls through at most.
                jump(*then);
                jump(*other);
            }
            Term::Check { fail, next: go_on, fails, .. } => {
                targets[fail.index()] = true;
                if !matches!(fails, Fails::Always | Fails::AlwaysNoTrace) && next != Some(*go_on) {
                    targets[go_on.index()] = true;
                }
            }
            Term::Switch { cases, default, .. } => {
                cases.iter().for_each(|(_, to)| targets[to.index()] = true);
                targets[default.index()] = true;
            }
            Term::Return(_) | Term::Unreachable | Term::EndFinally | Term::Unwind => {}
        }
    }
    targets
}
