//! NULL where somebody looks, and nowhere else.
//!
//! Releases leave `clear` behind them. Those that no later statement sees go; locals that may be looked at before they were
//! assigned are cleared at the start.

use base::Span;
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Liveness, solve};
use mir::*;
use types::TypeTable;

pub(super) fn run(f: &mut Function, types: &TypeTable) {
    let cfg = Cfg::new(f);
    let live = solve(f, &cfg, &Liveness);
    for id in f.blocks.ids() {
        let mut fact = live.exit[id].clone();
        Liveness.term(&mut fact, &f.blocks[id].term);
        let mut kept = Vec::with_capacity(f.blocks[id].stmts.len());
        for stmt in std::mem::take(&mut f.blocks[id].stmts).into_iter().rev() {
            if matches!(stmt.kind, StmtKind::Clear(local) if !fact.contains(local)) {
                continue;
            }
            Liveness.stmt(&mut fact, &stmt);
            kept.push(stmt);
        }
        kept.reverse();
        f.blocks[id].stmts = kept;
    }
    let unset = f.locals.ids().filter(|&id| {
        live.entry[Function::ENTRY].contains(id)
            && types.is_counted(f.locals[id].ty)
            && !f.params.contains(&id)
    });
    let mut clears: Vec<_> =
        unset.map(|id| Stmt { kind: StmtKind::Clear(id), span: Span::default() }).collect();
    clears.append(&mut f.blocks[Function::ENTRY].stmts);
    f.blocks[Function::ENTRY].stmts = clears;
}
