//! Results that a function hands over to its caller as they come need no variable.

use crate::unit::UnitBuilder;
use ::types::Ty;
use base::Id;
use mir::{Function, LocalId, Stmt, Term};

/// The temporary that a block makes last and returns.
pub fn handed(last: &Stmt, term: &Term) -> Option<LocalId> {
    let Term::Return(Some(value)) = term else { return None };
    value.as_local().filter(|&id| last.defines() == Some(id))
}

/// Temporaries that are returned wherever they are made, and used nowhere else.
pub fn handed_over(unit: &UnitBuilder<'_>, function: &Function) -> Vec<bool> {
    // What is made or used, and how much of that is making and returning at once.
    let mut all = vec![0usize; function.locals.len()];
    let mut over = vec![0usize; function.locals.len()];
    if function.frame.is_some() {
        return vec![false; function.locals.len()];
    }
    for block in function.blocks.iter() {
        let mut count = |id: LocalId| all[id.index()] += 1;
        for stmt in &block.stmts {
            stmt.for_each_use(&mut count);
            stmt.defines().into_iter().for_each(&mut count);
        }
        block.term.for_each_use(&mut count);
        if let Some(id) = block.stmts.last().and_then(|last| handed(last, &block.term)) {
            over[id.index()] += 2;
        }
    }
    let same_in_c = |ty: Ty| {
        let objects = unit.types().is_object(ty) && unit.types().is_object(function.ret);
        ty == function.ret || objects && unit.c_type(ty) == unit.c_type(function.ret)
    };
    let locals = function.locals.iter().zip(all.iter().zip(over));
    let temp = |local: &mir::Local| local.kind == mir::LocalKind::Temp && same_in_c(local.ty);
    locals.map(|(local, (&all, over))| over > 0 && all == over && temp(local)).collect()
}
