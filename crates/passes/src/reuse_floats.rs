//! Results of arithmetic take the place of operands that nobody needs any more.
//!
//! ```text
//! before   %2 = obj.mul a, b                  after   %2 = obj.mul a, b
//!          %3 = obj.add %2, 0.5                       %3 = obj.add_left %2, 0.5    ; takes over %2
//! ```
//! The operation looks whether the operand is a float that nobody else holds, which is likely where a float takes part. The operand is a temporary that one operation made and that
//! is used once; it was released behind the operation, and now is at its end.

use crate::edit::count_uses;
use crate::{Context, Pass};
use base::IdVec;
use builtins::{Op, Ret};
use mir::*;
use std::collections::HashSet;
use types::Ty;

pub const PASS: Pass = Pass {
    name: "reuse-floats",
    phase: Phase::Exits,
    leaves: Phase::Exits,
    after: &["exits", "speculate", "int-chains"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    if cx.options.free_threaded {
        return;
    }
    let floats = likely_floats(f, cx.consts);
    if floats.is_empty() {
        return;
    }
    let spare = spare(f);
    for block in f.blocks.iter_mut() {
        for stmt in &mut block.stmts {
            let StmtKind::Op { op, args, .. } = &mut stmt.kind else { continue };
            let [left, right] = args.as_slice() else { continue };
            if ![left, right].into_iter().any(|it| is_likely_float(it, &floats, cx.consts)) {
                continue;
            }
            let found = [left, right].into_iter().enumerate().find_map(|(side, operand)| {
                operand.as_local().filter(|&id| spare[id])?;
                reusing(op.name, side)
            });
            if let Some(name) = found {
                *op = Op::named(name);
            }
        }
    }
}

/// Temporaries that are floats if nothing unusual happens: the look at them would be in vain for ints. In the order of the text, since
/// what is used stands behind what made it.
fn likely_floats(f: &Function, consts: &IdVec<ConstId, Const>) -> HashSet<LocalId> {
    let mut floats = HashSet::new();
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        let StmtKind::Op { dst: Some(dst), op, args } = &stmt.kind else { continue };
        let arithmetic = reusing(op.name, 0).is_some();
        let likely = match op.name {
            "conv.from_double" | "obj.truediv" => true,
            _ => arithmetic && args.iter().any(|arg| is_likely_float(arg, &floats, consts)),
        };
        if likely && f.locals[*dst].kind == LocalKind::Temp {
            floats.insert(*dst);
        }
    }
    floats
}

fn is_likely_float(
    value: &CExpr,
    floats: &HashSet<LocalId>,
    consts: &IdVec<ConstId, Const>,
) -> bool {
    match value.object_root() {
        Some(ObjectRoot::Local(id)) => floats.contains(&id),
        Some(ObjectRoot::Const(id)) => matches!(consts.get(id), Some(Const::Float(_))),
        Some(ObjectRoot::Class(_) | ObjectRoot::Null) | None => false,
    }
}

/// Temporaries that operations make, new, and that are used once.
fn spare(f: &Function) -> IdVec<LocalId, bool> {
    let uses = count_uses(f);
    let mut spare: IdVec<LocalId, bool> = f
        .locals
        .iter_enumerated()
        .map(|(id, local)| local.kind == LocalKind::Temp && local.ty == Ty::OBJECT && uses[id] == 1)
        .collect();
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        let Some(id) = stmt.defines() else { continue };
        let made = match &stmt.kind {
            StmtKind::Op { op, .. } => matches!(op.ret, Ret::New(_)),
            StmtKind::Call { .. } => true,
            _ => false,
        };
        spare[id] &= made;
    }
    spare
}

/// The operation that takes over an operand.
fn reusing(name: &str, side: usize) -> Option<&'static str> {
    Some(match (name, side) {
        ("obj.add", 0) => "obj.add_left",
        ("obj.add", _) => "obj.add_right",
        ("obj.sub", 0) => "obj.sub_left",
        ("obj.sub", _) => "obj.sub_right",
        ("obj.mul", 0) => "obj.mul_left",
        ("obj.mul", _) => "obj.mul_right",
        _ => return None,
    })
}
