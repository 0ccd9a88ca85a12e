//! Owned temporaries that are never in use at the same time share a local, so that a landing block has few to release and
//! a function few to set to NULL.
//!
//!   before   %1 = f() ; use %1 ; %2 = g() ; use %2      on failure: xdecref %1, xdecref %2
//!   after    %1 = f() ; use %1 ; %1 = g() ; use %1      on failure: xdecref %1

use super::life::Life;
use super::{Class, Classes};
use base::{Id, IdVec};
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, LocalSet, solve};
use mir::*;
use types::{Ty, TypeTable};

pub(super) fn run(f: &mut Function, cfg: &Cfg, classes: &mut Classes, types: &TypeTable) {
    // What has a name is looked for under it.
    let shared = |id: &LocalId| {
        let local = &f.locals[*id];
        let nameless = local.kind == LocalKind::Temp && local.name.is_none();
        nameless && classes.class[*id] == Class::Owns
    };
    let temps: Vec<_> = f.locals.ids().filter(shared).collect();
    if temps.len() < 2 {
        return;
    }
    let (order, conflicts) = conflicts(f, cfg, classes, &temps);
    let mut slots: Vec<Slot> = Vec::new();
    let mut slot_of: IdVec<LocalId, Option<usize>> = IdVec::from_elem(None, f.locals.len());
    let mut renamed: IdVec<LocalId, LocalId> = f.locals.ids().collect();
    for id in order {
        let layout = layout(f.locals[id].ty, types);
        let taken: Vec<_> = conflicts[id].iter().filter_map(|&other| slot_of[other]).collect();
        let free =
            (0..slots.len()).find(|index| slots[*index].layout == layout && !taken.contains(index));
        let index = free.unwrap_or(slots.len());
        slot_of[id] = Some(index);
        match slots.get_mut(index) {
            Some(slot) => {
                slot.shared = true;
                renamed[id] = slot.local;
                classes.nullable[slot.local] |= classes.nullable[id];
            }
            None => slots.push(Slot { local: id, layout, shared: false }),
        }
    }
    for slot in slots.iter().filter(|slot| slot.shared) {
        f.locals[slot.local].ty = slot.layout;
    }
    drop_unused(f, classes, &mut renamed);
    rename(f, &renamed);
    for owners in classes.owners.iter_mut() {
        owners.iter_mut().for_each(|owner| *owner = renamed[*owner]);
        owners.sort_unstable();
        owners.dedup();
    }
}

/// Temporaries that gave way are no locals any more: what follows is quicker with fewer.
fn drop_unused(f: &mut Function, classes: &mut Classes, renamed: &mut IdVec<LocalId, LocalId>) {
    let mut place: IdVec<LocalId, Option<LocalId>> = IdVec::from_elem(None, f.locals.len());
    let mut kept = Vec::new();
    for id in f.locals.ids().filter(|&id| renamed[id] == id) {
        place[id] = Some(LocalId::from_index(kept.len()));
        kept.push(id);
    }
    renamed.iter_mut().for_each(|to| *to = place[*to].unwrap_or(*to));
    f.locals = kept.iter().map(|&id| f.locals[id].clone()).collect();
    classes.class = kept.iter().map(|&id| classes.class[id]).collect();
    classes.nullable = kept.iter().map(|&id| classes.nullable[id]).collect();
    classes.owners = kept.iter().map(|&id| std::mem::take(&mut classes.owners[id])).collect();
    f.params.iter_mut().for_each(|id| *id = renamed[*id]);
}

struct Slot {
    local: LocalId,
    layout: Ty,
    shared: bool,
}

/// The type of a local that can hold anything of the same C type.
fn layout(ty: Ty, types: &TypeTable) -> Ty {
    if types.as_view(ty).is_some() {
        return Ty::MEMVIEW;
    }
    match types.as_object(ty) {
        Some(object) if matches!(object.class, types::Class::Ext(_)) => ty,
        _ => Ty::OBJECT,
    }
}

/// The temporaries in the order of their definitions, and for each those that are in use where it is defined or the
/// other way round.
fn conflicts(
    f: &Function,
    cfg: &Cfg,
    classes: &Classes,
    temps: &[LocalId],
) -> (Vec<LocalId>, IdVec<LocalId, Vec<LocalId>>) {
    let mut conflicts = IdVec::from_elem(Vec::new(), f.locals.len());
    let mut wanted = LocalSet::empty(f);
    temps.iter().for_each(|&id| wanted.insert(id));
    let life = Life::new(f, classes);
    let live = solve(f, cfg, &life);
    let mut order = Vec::new();
    for block_id in cfg.reverse_postorder() {
        let block = &f.blocks[block_id];
        let mut fact = live.exit[block_id].clone();
        life.term(&mut fact, &block.term);
        let mut defined = Vec::new();
        for stmt in block.stmts.iter().rev() {
            if let Some(id) = stmt.defines().filter(|&id| wanted.contains(id)) {
                defined.push(id);
                let mut others = fact.clone();
                others.intersect(&wanted);
                others.remove(id);
                others.iter().for_each(|other| {
                    conflicts[other].push(id);
                    conflicts[id].push(other);
                });
                // The arguments of an operation are released after its result is stored.
                stmt.for_each_use(&mut |used| {
                    for other in life.needs(used).iter().filter(|other| wanted.contains(**other)) {
                        if *other != id {
                            conflicts[id].push(*other);
                            conflicts[*other].push(id);
                        }
                    }
                });
            }
            life.stmt(&mut fact, stmt);
        }
        order.extend(defined.into_iter().rev());
    }
    let mut seen = LocalSet::empty(f);
    order.retain(|&id| {
        let new = !seen.contains(id);
        seen.insert(id);
        new
    });
    (order, conflicts)
}

fn rename(f: &mut Function, renamed: &IdVec<LocalId, LocalId>) {
    let in_expr = |expr: &mut CExpr| {
        expr.walk_mut(&mut |part| {
            if let CExprKind::Local(id) = &mut part.kind {
                *id = renamed[*id];
            }
        });
    };
    for block in f.blocks.iter_mut() {
        for stmt in &mut block.stmts {
            stmt.for_each_expr_mut(&mut |expr| in_expr(expr));
            match &mut stmt.kind {
                StmtKind::Op { dst: Some(dst), .. } | StmtKind::Call { dst: Some(dst), .. } => {
                    *dst = renamed[*dst];
                }
                StmtKind::Unbind(id) | StmtKind::CheckBound(id, _) => *id = renamed[*id],
                _ => {}
            }
        }
        block.term.for_each_expr_mut(&mut |expr| in_expr(expr));
        if let Term::Check { value: Some(value), .. } = &mut block.term {
            *value = renamed[*value];
        }
    }
}
