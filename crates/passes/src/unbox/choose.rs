//! Which locals are unboxed: those that can be, and of those the ones that are computed with more than they are looked at.

use super::ranges::{Ranges, State};
use super::rewrite::Values;
use super::{Rep, local_of};
use crate::Context;
use crate::edit::in_loops;
use base::IdVec;
use mir::*;

pub(super) struct Plan {
    pub rep: IdVec<LocalId, Option<Rep>>,
    /// Has a box beside the word.
    pub boxed: IdVec<LocalId, bool>,
}

/// How often a local is used in a computation and as an object; uses in loops count more.
#[derive(Clone, Copy, Default)]
struct Uses {
    computed: u32,
    looked_at: u32,
}

const IN_LOOP: u32 = 10;

pub(super) fn choose(f: &Function, cx: &Context<'_>, ranges: &Ranges<'_>) -> Plan {
    let mut rep: IdVec<LocalId, Option<Rep>> = f
        .locals
        .iter()
        .map(|local| match local.kind {
            LocalKind::Named | LocalKind::Temp => Rep::of(local.ty),
            LocalKind::Param | LocalKind::Memory | LocalKind::Field(_) => None,
        })
        .collect();
    let looping = in_loops(f);
    loop {
        let mut uses: IdVec<LocalId, Uses> = IdVec::from_elem(Uses::default(), f.locals.len());
        let mut refused: IdVec<LocalId, bool> = IdVec::from_elem(false, f.locals.len());
        let values = Values::new(f, cx.types, cx.consts, ranges, &rep);
        for id in f.blocks.ids() {
            let weight = if looping[id] { IN_LOOP } else { 1 };
            ranges.walk(f, id, &mut |_, stmt, state| {
                if let Some(id) = stmt.defines().filter(|&id| rep[id].is_some()) {
                    refused[id] |= !is_unboxable(&values, stmt, state);
                }
                if let StmtKind::Unbind(id) | StmtKind::CheckBound(id, _) = stmt.kind {
                    refused[id] = true;
                }
                count(&values, stmt, state, &mut |id, computed| {
                    if computed {
                        uses[id].computed += weight;
                    } else {
                        uses[id].looked_at += weight;
                    }
                });
            });
            f.blocks[id].term.for_each_use(&mut |id| uses[id].looked_at += weight);
        }
        let stays = |id: LocalId| {
            let worth = match f.locals[id].kind {
                // A temporary is looked at in one place: it is boxed there, if at all.
                LocalKind::Temp => uses[id].looked_at == 0,
                _ => uses[id].computed > uses[id].looked_at,
            };
            !refused[id] && worth
        };
        let dropped: Vec<_> =
            f.locals.ids().filter(|&id| rep[id].is_some() && !stays(id)).collect();
        if dropped.is_empty() {
            let looked_at = uses.iter().map(|uses| uses.looked_at > 0).collect();
            return Plan { boxed: boxes(f, &rep, looked_at), rep };
        }
        dropped.into_iter().for_each(|id| rep[id] = None);
    }
}

/// Whether what the statement stores can be stored unboxed.
fn is_unboxable(values: &Values<'_>, stmt: &Stmt, state: &State) -> bool {
    match &stmt.kind {
        StmtKind::Assign { value, .. } => values.operand(state, value).is_some(),
        StmtKind::Op { op, args, .. } => values.computed(state, *op, args).is_some(),
        _ => false,
    }
}

/// Calls `used` for every chosen local that the statement uses, and tells whether as a number.
fn count(values: &Values<'_>, stmt: &Stmt, state: &State, used: &mut dyn FnMut(LocalId, bool)) {
    let computed = match &stmt.kind {
        StmtKind::Assign { place, value } => {
            place.as_local().is_some_and(|id| values.rep[id].is_some())
                && values.operand(state, value).is_some()
        }
        StmtKind::Op { op, args, .. } => values.computed(state, *op, args).is_some(),
        _ => false,
    };
    stmt.for_each_use(&mut |id| {
        if values.rep[id].is_some() {
            used(id, computed);
        }
    });
}

/// Locals that need their box: those looked at as objects, and those copied to such.
fn boxes(
    f: &Function,
    rep: &IdVec<LocalId, Option<Rep>>,
    mut boxed: IdVec<LocalId, bool>,
) -> IdVec<LocalId, bool> {
    f.locals.ids().for_each(|id| boxed[id] &= rep[id].is_some());
    let mut changed = true;
    while changed {
        changed = false;
        for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
            let StmtKind::Assign { place, value } = &stmt.kind else { continue };
            if let (Some(to), Some(from)) = (place.as_local(), local_of(value))
                && rep[from].is_some()
                && f.locals[from].kind == LocalKind::Named
                && boxed[to]
                && !boxed[from]
            {
                boxed[from] = true;
                changed = true;
            }
        }
    }
    boxed
}
