//! A result that is returned, be it a failure or not, needs no test.
//!
//! ```text
//! before   b0: %1 = call f0()                        after   b0: %1 = call f0()
//!              check null %1 fail b1 next b2                     return %1
//!          b1: return null    b2: return %1
//! ```
//! So are the tails of entries and of functions that hand over to others.

use crate::{Context, Pass};
use builtins::Fails;
use mir::*;
use types::ExceptValue;

pub const PASS: Pass = Pass {
    name: "returned-failures",
    phase: Phase::Low,
    leaves: Phase::Low,
    after: &["simplify-cfg"],
    run,
};

fn run(f: &mut Function, _: &mut Context<'_>) {
    // Functions on frames return a status beside the result.
    if f.frame.is_some() || f.suspends.is_some() {
        return;
    }
    let found: Vec<_> = f.blocks.ids().filter_map(|id| Some((id, result(f, id)?))).collect();
    if found.is_empty() {
        return;
    }
    for (id, result) in found {
        f.blocks[id].term = Term::Return(Some(result));
    }
    crate::edit::remove_unreachable(f);
}

/// What is returned either way of the check at the end of a block.
fn result(f: &Function, id: BlockId) -> Option<CExpr> {
    let Term::Check { value: Some(value), fails, fail, next, .. } = f.blocks[id].term else {
        return None;
    };
    let makes = f.blocks[id].stmts.last()?.defines() == Some(value);
    let result = returned(f, next)?;
    (makes && result.as_local() == Some(value) && is_sign(fails, returned(f, fail)?))
        .then(|| result.clone())
}

/// The value of a block that only returns.
fn returned(f: &Function, id: BlockId) -> Option<&CExpr> {
    match &f.blocks[id] {
        Block { stmts, term: Term::Return(Some(value)), .. } if stmts.is_empty() => Some(value),
        _ => None,
    }
}

/// Whether a value is the one by which the statement says that it failed.
fn is_sign(fails: Fails, value: &CExpr) -> bool {
    let number = match &value.kind {
        CExprKind::Int(number) => Some(*number),
        _ => None,
    };
    match fails {
        Fails::Null | Fails::NullOccurred => matches!(value.kind, CExprKind::Null),
        Fails::Neg1 => number == Some(-1),
        Fails::Maybe(sign) => number == Some(sign.into()),
        Fails::Equals(ExceptValue::Int(sign)) | Fails::EqualsOccurred(ExceptValue::Int(sign)) => {
            number == Some(sign)
        }
        Fails::Equals(_)
        | Fails::EqualsOccurred(_)
        | Fails::Never
        | Fails::Negative
        | Fails::Occurred
        | Fails::Always
        | Fails::AlwaysNoTrace
        | Fails::Throws => false,
    }
}
