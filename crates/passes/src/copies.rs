//! A temporary that copies what never changes gives way to its source.
//!
//!   before   %4 := n ; %5 := 10 ; if (i < %4) ... (i + %5)
//!   after    if (i < n) ... (i + 10)
//!
//! What never changes: a parameter that nothing assigns, and a constant. Lowering spills operands wherever a later operand
//! could change them; here it is known that none does. Within a block, a copy of any variable gives way if nothing assigns
//! the variable as long as the copy is used.

use crate::Pass;
use crate::edit::count_uses;
use base::IdVec;
use mir::*;
use types::TypeTable;

pub const PASS: Pass = Pass {
    name: "copies",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-constants"],
    run: |f, cx| run(f, cx.types),
};

fn run(f: &mut Function, types: &TypeTable) {
    let fixed = fixed_params(f);
    let mut sources: IdVec<LocalId, Option<CExpr>> = IdVec::from_elem(None, f.locals.len());
    let mut definitions = IdVec::from_elem(0u32, f.locals.len());
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        let Some(id) = stmt.defines() else { continue };
        definitions[id] += 1;
        let StmtKind::Assign { value, .. } = &stmt.kind else { continue };
        let same_type = value.ty == f.locals[id].ty || types.is_object(value.ty);
        if f.locals[id].kind == LocalKind::Temp && same_type && never_changes(value, &fixed) {
            sources[id] = Some(value.clone());
        }
    }
    for id in f.locals.ids() {
        if definitions[id] != 1 {
            sources[id] = None;
        }
    }
    replace_everywhere(f, &sources);
    let uses = count_uses(f);
    for id in f.blocks.ids() {
        within_block(f, id, types, &definitions, &uses);
    }
}

fn replace_everywhere(f: &mut Function, sources: &IdVec<LocalId, Option<CExpr>>) {
    if sources.iter().all(Option::is_none) {
        return;
    }
    let locals = f.locals.len();
    let replace = |expr: &mut CExpr| {
        expr.walk_mut(&mut |part| {
            // A copy of a copy takes another turn.
            for _ in 0..locals {
                match part.as_local().and_then(|id| sources[id].clone()) {
                    Some(source) => *part = source.cast(part.ty),
                    None => break,
                }
            }
        });
    };
    for block in f.blocks.iter_mut() {
        block.stmts.retain(|stmt| stmt.defines().is_none_or(|id| sources[id].is_none()));
        block.stmts.iter_mut().for_each(|stmt| stmt.for_each_expr_mut(&mut |expr| replace(expr)));
        block.term.for_each_expr_mut(&mut |expr| replace(expr));
    }
}

/// Copies of variables that are used in their block only, before the variable is assigned again.
fn within_block(
    f: &mut Function,
    block: BlockId,
    types: &TypeTable,
    definitions: &IdVec<LocalId, u32>,
    uses: &IdVec<LocalId, u32>,
) {
    let mut at = 0;
    while at < f.blocks[block].stmts.len() {
        let copy = copy_of_variable(f, &f.blocks[block].stmts[at], types)
            .filter(|&(copy, _)| definitions[copy] == 1);
        match copy {
            Some((copy, source)) if used_while_same(f, block, at, copy, source, uses[copy]) => {
                let whole = CExpr::local(source, f.locals[source].ty);
                let replace = |expr: &mut CExpr| {
                    expr.walk_mut(&mut |part| {
                        if part.as_local() == Some(copy) {
                            *part = whole.clone().cast(part.ty);
                        }
                    });
                };
                let body = &mut f.blocks[block];
                body.stmts.remove(at);
                for stmt in &mut body.stmts[at..] {
                    stmt.for_each_expr_mut(&mut |expr| replace(expr));
                }
                body.term.for_each_expr_mut(&mut |expr| replace(expr));
            }
            _ => at += 1,
        }
    }
}

/// `%copy := variable`
fn copy_of_variable(f: &Function, stmt: &Stmt, types: &TypeTable) -> Option<(LocalId, LocalId)> {
    let StmtKind::Assign { place, value } = &stmt.kind else { return None };
    let (copy, source) = (place.as_local()?, value.as_local()?);
    let variable = matches!(f.locals[source].kind, LocalKind::Named | LocalKind::Param);
    let same_type = f.locals[source].ty == f.locals[copy].ty || types.is_object(f.locals[copy].ty);
    (f.locals[copy].kind == LocalKind::Temp && variable && same_type).then_some((copy, source))
}

/// Whether every use of the copy (there are that many) is in the block, and before the variable changes.
fn used_while_same(
    f: &Function,
    block: BlockId,
    at: usize,
    copy: LocalId,
    source: LocalId,
    uses: u32,
) -> bool {
    let mut changed = false;
    let mut while_same = 0;
    for stmt in &f.blocks[block].stmts[at + 1..] {
        if !changed {
            stmt.for_each_use(&mut |id| while_same += u32::from(id == copy));
        }
        changed |= stmt.defines() == Some(source)
            || matches!(stmt.kind, StmtKind::Unbind(id) if id == source);
    }
    if !changed {
        f.blocks[block].term.for_each_use(&mut |id| while_same += u32::from(id == copy));
    }
    while_same == uses
}

fn fixed_params(f: &Function) -> IdVec<LocalId, bool> {
    let mut fixed: IdVec<LocalId, bool> =
        f.locals.iter().map(|local| local.kind == LocalKind::Param).collect();
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        if let Some(id) = stmt.defines() {
            fixed[id] = false;
        }
        if let StmtKind::Unbind(id) = stmt.kind {
            fixed[id] = false;
        }
    }
    fixed
}

fn never_changes(value: &CExpr, fixed: &IdVec<LocalId, bool>) -> bool {
    match &value.kind {
        CExprKind::Local(id) => fixed[*id],
        CExprKind::Int(_) | CExprKind::Float(_) | CExprKind::Null | CExprKind::Const(_) => true,
        _ => false,
    }
}
