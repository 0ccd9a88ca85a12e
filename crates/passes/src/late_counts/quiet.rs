//! What neither runs unknown code nor lowers a count nor allocates: references may wait across it.

use base::{Id, IdVec, Interner};
use builtins::{Effects, Fails, Op, Ret};
use mir::*;

pub(super) fn is_quiet(op: Op) -> bool {
    let looks = match op.ret {
        Ret::Value(_) | Ret::Borrow(..) | Ret::Immortal(_) => true,
        // What keeps its argument somewhere.
        Ret::Void => op.args.iter().any(|arg| arg.steals),
        Ret::New(_) | Ret::NewOrNull(_) => false,
    };
    op.effects != Effects::Any && !op.can_fail() && looks
}

/// The function reads the count of an object.
pub(super) fn reads_counts(f: &Function, names: &Interner) -> bool {
    let mut reads = false;
    let mut look = |expr: &CExpr| {
        expr.walk(&mut |part| {
            if let CExprKind::Arrow(_, field) | CExprKind::Field(_, field) = part.kind {
                reads |= names.text(field) == "ob_refcnt";
            }
        })
    };
    for block in f.blocks.iter() {
        block.stmts.iter().for_each(|stmt| stmt.for_each_read(&mut look));
        block.term.for_each_read(&mut look);
    }
    reads
}

/// Functions that consist of such steps: all that no reason is found against.
pub(crate) fn quiet_functions(module: &Module, names: &Interner) -> IdVec<FuncId, bool> {
    let possible = |f: &Function| {
        f.phase == Phase::Low && f.suspends.is_none() && !f.nogil && !reads_counts(f, names)
    };
    let mut quiet: IdVec<FuncId, bool> = module.functions.iter().map(possible).collect();
    loop {
        let mut changed = false;
        for (id, function) in module.functions.iter_enumerated() {
            let stmts = || function.blocks.iter().flat_map(|block| &block.stmts);
            if quiet[id] && !stmts().all(|stmt| is_quiet_stmt(stmt, &quiet)) {
                quiet[id] = false;
                changed = true;
            }
        }
        if !changed {
            return quiet;
        }
    }
}

fn is_quiet_stmt(stmt: &Stmt, quiet: &IdVec<FuncId, bool>) -> bool {
    match &stmt.kind {
        StmtKind::Op { op, .. } => is_quiet(*op),
        StmtKind::Call { callee: Callee::Func(id), fails: Fails::Never, .. } => {
            id.index() < quiet.len() && quiet[*id]
        }
        StmtKind::Assign { .. }
        | StmtKind::IncRef(_)
        | StmtKind::XIncRef(_)
        | StmtKind::Clear(_) => true,
        StmtKind::Call { .. }
        | StmtKind::Unbind(_)
        | StmtKind::CheckBound(_, _)
        | StmtKind::Traceback
        | StmtKind::DecRef(_)
        | StmtKind::XDecRef(_) => false,
    }
}
