//! A temporary that copies what never changes gives way to its source.
//!
//!   before   %4 := n ; %5 := 10 ; if (i < %4) ... (i + %5)
//!   after    if (i < n) ... (i + 10)
//!
//! What never changes: a parameter that nothing assigns, and a constant. Lowering spills operands wherever a later operand
//! could change them; here it is known that none does.

use crate::Pass;
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
    if sources.iter().all(Option::is_none) {
        return;
    }
    let replace = |expr: &mut CExpr| {
        expr.walk_mut(&mut |part| {
            // A copy of a copy takes another turn.
            for _ in 0..f.locals.len() {
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
