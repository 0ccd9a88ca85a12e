//! Removes computations whose results nobody uses.
//!
//!   before   %1 := (a + b) ; %2 = list.len xs ; return a
//!   after    return a
//!
//! Only what is pure goes: a store to a C local, a copy to a temporary, a pure operation. A named object local keeps its
//! object alive, which the program can see.

use crate::Pass;
use builtins::Effects;
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Liveness, LocalSet, solve};
use mir::*;
use types::TypeTable;

pub const PASS: Pass = Pass {
    name: "dead-code",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-temps"],
    run: |f, cx| run(f, cx.types),
};

fn run(f: &mut Function, types: &TypeTable) {
    // What was used by dead code only is dead in the next round.
    while sweep(f, types) {}
}

fn sweep(f: &mut Function, types: &TypeTable) -> bool {
    let cfg = Cfg::new(f);
    let live = solve(f, &cfg, &Liveness);
    let mut changed = false;
    for id in f.blocks.ids() {
        let mut fact = live.exit[id].clone();
        Liveness.term(&mut fact, &f.blocks[id].term);
        // A handler sees what held before a failing statement.
        let handler = cfg.on_fail[id].map(|to| live.entry[to].clone());
        let mut kept = Vec::with_capacity(f.blocks[id].stmts.len());
        for stmt in std::mem::take(&mut f.blocks[id].stmts).into_iter().rev() {
            if is_dead(f, types, &stmt, &fact) {
                changed = true;
                continue;
            }
            Liveness.stmt(&mut fact, &stmt);
            if let Some(handler) = handler.as_ref().filter(|_| stmt.can_fail()) {
                fact.union(handler);
            }
            kept.push(stmt);
        }
        kept.reverse();
        f.blocks[id].stmts = kept;
    }
    changed
}

fn is_dead(f: &Function, types: &TypeTable, stmt: &Stmt, live: &LocalSet) -> bool {
    let pure = match &stmt.kind {
        StmtKind::Assign { .. } => true,
        StmtKind::Op { op, .. } => op.effects == Effects::Pure && !op.can_fail(),
        StmtKind::Call { .. }
        | StmtKind::Unbind(_)
        | StmtKind::CheckBound(_, _)
        | StmtKind::Traceback
        | StmtKind::IncRef(_)
        | StmtKind::XIncRef(_)
        | StmtKind::DecRef(_)
        | StmtKind::XDecRef(_)
        | StmtKind::Clear(_) => false,
    };
    let Some(id) = stmt.defines().filter(|_| pure) else { return false };
    let local = &f.locals[id];
    let forgettable = match local.kind {
        LocalKind::Temp => true,
        LocalKind::Param | LocalKind::Named => !types.is_counted(local.ty),
        LocalKind::Memory | LocalKind::Field(_) => false,
    };
    forgettable && !live.contains(id)
}
