//! Brings a function into the shape that the rest of the pass expects: results of operations go to temporaries, and there
//! is one way out where there is something to release.

use crate::Context;
use crate::edit::*;
use base::IdVec;
use mir::*;
use types::{Ty, TypeTable};

pub(super) fn run(f: &mut Function, cx: &Context<'_>) {
    results_to_temps(f, cx.types);
    one_way_out(f, cx.types);
}

/// `x = op` into a local that may hold something becomes `%t = op; x := %t`, so that `x` keeps its value where it fails.
fn results_to_temps(f: &mut Function, types: &TypeTable) {
    for id in f.blocks.ids() {
        let stmts = std::mem::take(&mut f.blocks[id].stmts);
        let checked = matches!(f.blocks[id].term, Term::Check { .. });
        let count = stmts.len();
        for (index, mut stmt) in stmts.into_iter().enumerate() {
            let span = stmt.span;
            let mut store = None;
            if let StmtKind::Op { dst: Some(dst), .. } | StmtKind::Call { dst: Some(dst), .. } =
                &mut stmt.kind
                && types.is_counted(f.locals[*dst].ty)
                && f.locals[*dst].kind != LocalKind::Temp
            {
                let local = *dst;
                *dst = new_temp(f, f.locals[local].ty);
                store = Some((local, *dst));
            }
            f.blocks[id].stmts.push(stmt);
            let Some((local, temp)) = store else { continue };
            let value = use_of(f, temp);
            let store = assign_stmt(f, local, value, span);
            if checked && index + 1 == count {
                let next = after_check(f, id, local, temp);
                f.blocks[next].stmts.insert(0, store);
            } else {
                f.blocks[id].stmts.push(store);
            }
        }
    }
}

/// The block that only the check at the end of `id` leads to when nothing failed; the check tests the temporary.
fn after_check(f: &mut Function, id: BlockId, local: LocalId, temp: LocalId) -> BlockId {
    let region = f.blocks[id].region;
    let Term::Check { next, .. } = f.blocks[id].term else { return id };
    let between = new_block(f, region, f.blocks[id].cold, Term::Goto(next));
    if let Term::Check { value, next, .. } = &mut f.blocks[id].term {
        *next = between;
        if *value == Some(local) {
            *value = Some(temp);
        }
    }
    between
}

fn one_way_out(f: &mut Function, types: &TypeTable) {
    let owns = |local: &Local| local.kind != LocalKind::Temp && types.is_counted(local.ty);
    let assigned = assigned(f);
    let releases = f.locals.ids().any(|id| owns(&f.locals[id]) && assigned[id]);
    if !releases {
        return;
    }
    let returns: Vec<_> =
        f.blocks.ids().filter(|&id| matches!(f.blocks[id].term, Term::Return(_))).collect();
    let value = match f.ret {
        Ty::VOID => None,
        ret if types.is_counted(ret) => Some(new_temp(f, ret)),
        ret => Some(new_variable(f, ret)),
    };
    let exit = match returns.len() {
        0 => return,
        1 => None,
        _ => {
            let result = value.map(|id| use_of(f, id));
            Some(new_block(f, Function::ROOT, false, Term::Return(result)))
        }
    };
    for id in returns {
        let Term::Return(result) = f.blocks[id].term.clone() else { continue };
        let span = f.blocks[id].stmts.last().map_or(f.span, |stmt| stmt.span);
        let (Some(value), Some(result)) = (value, result) else {
            if let Some(exit) = exit {
                f.blocks[id].term = Term::Goto(exit);
            }
            continue;
        };
        if exit.is_none() && (types.is_counted(f.ret) || is_fixed(f, &result)) {
            continue;
        }
        let stmt = assign_stmt(f, value, result, span);
        f.blocks[id].stmts.push(stmt);
        f.blocks[id].term = match exit {
            Some(exit) => Term::Goto(exit),
            None => Term::Return(Some(use_of(f, value))),
        };
    }
}

/// Whether what is released before the return cannot change the value.
fn is_fixed(f: &Function, value: &CExpr) -> bool {
    match &value.kind {
        CExprKind::Int(_) | CExprKind::Float(_) | CExprKind::Null => true,
        CExprKind::Local(id) => f.locals[*id].kind != LocalKind::Memory,
        _ => false,
    }
}

/// Locals that some statement binds or unbinds, or whose address is known elsewhere.
pub(super) fn assigned(f: &Function) -> IdVec<LocalId, bool> {
    let mut assigned: IdVec<LocalId, bool> =
        f.locals.iter().map(|local| local.kind == LocalKind::Memory).collect();
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        if let Some(id) = stmt.defines() {
            assigned[id] = true;
        }
        if let StmtKind::Unbind(id) = stmt.kind {
            assigned[id] = true;
        }
    }
    assigned
}
