//! Removes a reference that is taken and given back with nothing in between that could release the object.
//!
//! ```text
//! before   %1 := self->items                      after   %1 := self->items
//!          incref %1                                      %2 = list.len %1
//!          %2 = list.len %1
//!          decref %1
//! ```
//! In between there may be reads, copies to locals and operations that run no Python code, take over no reference and
//! release nothing. Where other threads run at the same time, one of them could release it: the pass does nothing then.

use crate::{Context, Pass};
use builtins::Effects;
use mir::*;

pub const PASS: Pass = Pass {
    name: "refcount-pairs",
    phase: Phase::Low,
    leaves: Phase::Low,
    after: &["refcounts"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    if cx.options.free_threaded {
        return;
    }
    for block in f.blocks.iter_mut() {
        let mut at = 0;
        while at < block.stmts.len() {
            match partner(&block.stmts, at) {
                Some(end) => {
                    block.stmts.remove(end);
                    block.stmts.remove(at);
                }
                None => at += 1,
            }
        }
    }
}

/// Where the reference that statement `at` takes is given back.
fn partner(stmts: &[Stmt], at: usize) -> Option<usize> {
    let taken = match &stmts[at].kind {
        StmtKind::IncRef(value) | StmtKind::XIncRef(value) => value.as_local()?,
        _ => return None,
    };
    for (offset, stmt) in stmts[at + 1..].iter().enumerate() {
        match &stmt.kind {
            StmtKind::DecRef(id) | StmtKind::XDecRef(id) if *id == taken => {
                return Some(at + 1 + offset);
            }
            _ if !keeps(stmt, taken) => return None,
            _ => {}
        }
    }
    None
}

/// Whether what `taken` holds survives the statement without the reference.
fn keeps(stmt: &Stmt, taken: LocalId) -> bool {
    if stmt.defines() == Some(taken) {
        return false;
    }
    match &stmt.kind {
        StmtKind::Op { op, .. } => {
            op.effects != Effects::Any && op.args.iter().all(|arg| !arg.steals)
        }
        // A store to memory overwrites what may hold the only other reference; it is not released before, though.
        StmtKind::Assign { place, value } => {
            // A copy may be what takes the reference over.
            place.as_local().is_some() && value.as_local() != Some(taken)
        }
        StmtKind::IncRef(_) | StmtKind::XIncRef(_) => true,
        StmtKind::Clear(id) => *id != taken,
        StmtKind::Call { .. }
        | StmtKind::Unbind(_)
        | StmtKind::CheckBound(_, _)
        | StmtKind::Traceback
        | StmtKind::DecRef(_)
        | StmtKind::XDecRef(_) => false,
    }
}
