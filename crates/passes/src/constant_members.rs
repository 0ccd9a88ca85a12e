//! `c in "aeiou"` of a C character is a few comparisons.
//!
//! ```text
//! before   %1 = bytes.contains_char k0, c        after   %2 := (c as uchar)
//!                                                        %1 := (%2 == 97 || %2 == 101 || ...)
//! ```
//! A C compiler makes a test of bits of them. The benchmark `cstrings` counts vowels in this way.

use crate::edit::*;
use crate::{Context, Pass};
use base::Interner;
use mir::*;
use types::Ty;

pub const PASS: Pass = Pass {
    name: "constant-members",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-temps", "dead-code"],
    run,
};

/// Longer texts are searched.
const LONGEST: usize = 24;

fn run(f: &mut Function, cx: &mut Context<'_>) {
    for block in f.blocks.ids() {
        let mut at = 0;
        while at < f.blocks[block].stmts.len() {
            if let Some((found, item, ty, members)) = membership(&f.blocks[block].stmts[at], cx) {
                let span = f.blocks[block].stmts[at].span;
                let same = new_temp(f, ty);
                let first = assign_stmt(f, same, item.cast(ty), span);
                let test = equals_one(&use_of(f, same), &members);
                let second = assign_stmt(f, found, test, span);
                f.blocks[block].stmts.splice(at..=at, [first, second]);
                at += 1;
            }
            at += 1;
        }
    }
}

/// The result, the item, the type to compare in, and the members.
fn membership(stmt: &Stmt, cx: &Context<'_>) -> Option<(LocalId, CExpr, Ty, Vec<u32>)> {
    let StmtKind::Op { dst: Some(dst), op, args } = &stmt.kind else { return None };
    let ty = match op.name {
        "bytes.contains_char" | "bytes.contains_byte" => Ty::UCHAR,
        "str.contains_char" => Ty::UCS4,
        _ => return None,
    };
    let CExprKind::Const(container) = args[0].kind else { return None };
    let mut members = members(cx.consts.get(container)?, cx.names, ty)?;
    members.sort_unstable();
    members.dedup();
    (members.len() <= LONGEST).then(|| (*dst, args[1].clone(), ty, members))
}

fn members(container: &Const, names: &Interner, ty: Ty) -> Option<Vec<u32>> {
    match container {
        Const::Bytes(bytes) if ty == Ty::UCHAR => {
            Some(bytes.iter().copied().map(u32::from).collect())
        }
        Const::Str(text) if ty == Ty::UCS4 => {
            Some(std::str::from_utf8(text).ok()?.chars().map(u32::from).collect())
        }
        Const::Name(name) if ty == Ty::UCS4 => Some(names[*name].chars().map(u32::from).collect()),
        _ => None,
    }
}

fn equals_one(item: &CExpr, members: &[u32]) -> CExpr {
    let equals = |member: &u32| {
        let member = CExpr::int((*member).into(), item.ty);
        CExpr::binary(BinOp::Eq, item.clone(), member, Ty::BINT)
    };
    members
        .iter()
        .map(equals)
        .reduce(|any, next| CExpr::binary(BinOp::Or, any, next, Ty::BINT))
        .unwrap_or_else(|| CExpr::int(0, Ty::BINT))
}
