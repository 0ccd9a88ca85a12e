//! Puts the value of a C temporary that is used once where it is used, so that the C reads as a person would write it.
//!
//!   before   t1 = a * b ; t2 = t1 + c ; x = t2
//!   after    x = a * b + c
//!
//! A value moves down within its block, and only past statements that cannot change what it reads: locals that are assigned on the
//! way, and, where it reads memory, stores, calls and operations that may write.

use crate::Pass;
use base::IdVec;
use builtins::Effects;
use mir::{CExpr, CExprKind, Function, LocalId, LocalKind, Phase, Stmt, StmtKind, Term};
use types::TypeTable;

/// Expressions stay small enough to read and to recurse over.
const MAX_NODES: usize = 60;

/// Before counts exist: a value that looks into an object may then move down, and the object lives as long.
pub const PASS: Pass = Pass {
    name: "fold-temps",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-constants"],
    run: |function, cx| run(function, cx.types),
};

fn run(function: &mut Function, types: &TypeTable) {
    pure_operations_to_values(function, types);
    let usage = Usage::of(function);
    let candidates = IdVec::from_iter(function.locals.iter_enumerated().map(|(id, local)| {
        local.kind == LocalKind::Temp
            && !types.is_counted(local.ty)
            && usage.definitions[id] == 1
            && usage.reads[id] == 1
    }));
    let memory = IdVec::<LocalId, bool>::from_iter(
        function.locals.iter().map(|local| local.kind == LocalKind::Memory),
    );
    for block in function.blocks.iter_mut() {
        fold_block(&mut block.stmts, &mut block.term, &candidates, &memory);
    }
}

/// A pure operation is a value like any other.
fn pure_operations_to_values(function: &mut Function, types: &TypeTable) {
    let Function { blocks, locals, .. } = function;
    for stmt in blocks.iter_mut().flat_map(|block| &mut block.stmts) {
        let StmtKind::Op { dst: Some(dst), op, args } = &mut stmt.kind else { continue };
        let local = &locals[*dst];
        if op.effects != Effects::Pure
            || op.can_fail()
            || local.kind != LocalKind::Temp
            || !types.is_arithmetic(local.ty)
        {
            continue;
        }
        let Some(ty) = op.value() else { continue };
        let value = CExpr::new(CExprKind::Op(*op, std::mem::take(args)), ty).cast(local.ty);
        stmt.kind = StmtKind::Assign { place: CExpr::local(*dst, local.ty), value };
    }
}

/// How often locals are read and given a value, anywhere in the function.
struct Usage {
    reads: IdVec<LocalId, u32>,
    definitions: IdVec<LocalId, u32>,
}

impl Usage {
    fn of(function: &Function) -> Usage {
        let count = function.locals.len();
        let mut usage =
            Usage { reads: IdVec::from_elem(0, count), definitions: IdVec::from_elem(0, count) };
        for block in function.blocks.iter() {
            for stmt in &block.stmts {
                stmt.for_each_use(&mut |id| usage.reads[id] += 1);
                if let Some(id) = stmt.defines() {
                    usage.definitions[id] += 1;
                }
            }
            block.term.for_each_use(&mut |id| usage.reads[id] += 1);
            // What a check tests has to stay a variable.
            if let Term::Check { value: Some(id), .. } = block.term {
                usage.definitions[id] += 1;
            }
        }
        usage
    }
}

fn fold_block(
    stmts: &mut Vec<Stmt>,
    term: &mut Term,
    candidates: &IdVec<LocalId, bool>,
    memory: &IdVec<LocalId, bool>,
) {
    // From the end: a folded value may make the one that it contains foldable, and the statement after it has its final form.
    let mut index = stmts.len();
    while index > 0 {
        index -= 1;
        let StmtKind::Assign { place, value } = &stmts[index].kind else { continue };
        let Some(id) = place.as_local().filter(|&id| candidates[id]) else { continue };
        let reads = Reads::of(value, memory);
        if reads.nodes > MAX_NODES {
            continue;
        }
        let value = value.clone();
        if !substitute_below(stmts, term, index, id, &value, &reads) {
            continue;
        }
        stmts.remove(index);
    }
}

/// What an expression depends on.
struct Reads {
    locals: Vec<LocalId>,
    memory: bool,
    nodes: usize,
}

impl Reads {
    fn of(value: &CExpr, memory: &IdVec<LocalId, bool>) -> Reads {
        let mut reads = Reads { locals: Vec::new(), memory: false, nodes: 0 };
        value.walk(&mut |part| {
            reads.nodes += 1;
            match part.kind {
                CExprKind::Local(id) => {
                    reads.locals.push(id);
                    reads.memory |= memory[id];
                }
                CExprKind::Global(_)
                | CExprKind::Extern(_)
                | CExprKind::Arrow(..)
                | CExprKind::ObjField(..)
                | CExprKind::Slot(..)
                | CExprKind::Index(..)
                | CExprKind::Deref(_)
                | CExprKind::Verbatim(_) => reads.memory = true,
                _ => {}
            }
        });
        reads
    }

    fn survive(&self, stmt: &Stmt) -> bool {
        if stmt.defines().is_some_and(|id| self.locals.contains(&id)) {
            return false;
        }
        match &stmt.kind {
            StmtKind::Op { op, .. } => !self.memory || op.effects == Effects::Pure,
            StmtKind::Call { .. } => !self.memory,
            StmtKind::Assign { place, .. } => {
                // A field of a struct local is that local.
                let writes_local = !self.memory && root_local(place).is_none();
                place.as_local().is_some()
                    || writes_local
                    || root_local(place)
                        .is_some_and(|id| !self.locals.contains(&id) && !self.memory)
            }
            StmtKind::DecRef(_) | StmtKind::XDecRef(_) | StmtKind::Unbind(_) => !self.memory,
            StmtKind::Clear(id) => !self.locals.contains(id),
            StmtKind::CheckBound(_, _)
            | StmtKind::Traceback
            | StmtKind::IncRef(_)
            | StmtKind::XIncRef(_) => true,
        }
    }
}

/// The local that a place of fields is part of.
fn root_local(place: &CExpr) -> Option<LocalId> {
    match &place.kind {
        CExprKind::Local(id) => Some(*id),
        CExprKind::Field(base, _) => root_local(base),
        _ => None,
    }
}

/// Replaces the only use of `id` after `index` by its value, if that is in this block and nothing in between is in the way.
fn substitute_below(
    stmts: &mut [Stmt],
    term: &mut Term,
    index: usize,
    id: LocalId,
    value: &CExpr,
    reads: &Reads,
) -> bool {
    for stmt in &mut stmts[index + 1..] {
        let mut uses = false;
        stmt.for_each_use(&mut |used| uses |= used == id);
        if uses {
            let mut done = false;
            stmt.for_each_expr_mut(&mut |expr| done |= substitute(expr, id, value));
            return done;
        }
        if !reads.survive(stmt) {
            return false;
        }
    }
    let mut done = false;
    term.for_each_expr_mut(&mut |expr| done |= substitute(expr, id, value));
    done
}

fn substitute(expr: &mut CExpr, id: LocalId, value: &CExpr) -> bool {
    let mut done = false;
    // The address of a temporary, or a field of one, needs the variable.
    expr.walk_mut(&mut |part| match &part.kind {
        CExprKind::Local(used) if *used == id => {
            let ty = part.ty;
            *part = value.clone().cast(ty);
            done = true;
        }
        _ => {}
    });
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Span;
    use mir::{BinOp, Builder, OnError};
    use types::Ty;

    /// `t = a + 1 ; a = 5 ; return t` must keep `t`; without the assignment in between it folds.
    fn example(assign_between: bool) -> Function {
        let mut b = Builder::new("f".into(), Ty::INT, OnError::Impossible, Span::default());
        let a = b.param(None, Ty::INT);
        let t = b.temp(Ty::INT);
        let local = |id| CExpr::local(id, Ty::INT);
        let sum = CExpr::binary(BinOp::Add, local(a), CExpr::int(1, Ty::INT), Ty::INT);
        b.assign(local(t), sum);
        if assign_between {
            b.assign(local(a), CExpr::int(5, Ty::INT));
        }
        b.terminate(Term::Return(Some(local(t))));
        b.finish()
    }

    #[test]
    fn a_value_moves_only_past_what_does_not_change_it() {
        let types = TypeTable::new();
        let mut function = example(false);
        run(&mut function, &types);
        assert!(function.blocks[Function::ENTRY].stmts.is_empty());
        let mut function = example(true);
        run(&mut function, &types);
        assert_eq!(function.blocks[Function::ENTRY].stmts.len(), 2);
    }
}
