//! Divisions of C numbers in loops test the divisor and not the result.
//!
//! ```text
//! before   %3 = cdouble.truediv a, b              after   if (b == 0.0) then b1 else b2 unlikely
//!          ...                                        b1: %3 = cdouble.truediv a, b      ; raises
//!                                                         unreachable
//!                                                     b2: %3 := (a / b)
//!                                                         goto b3
//! ```
//! The test does not wait for the quotient, and what follows is plain C. For integers -1 takes the long way too: the quotient
//! of the smallest number by it does not fit; that way comes back.

use crate::edit::*;
use crate::{Context, Pass};
use builtins::{Key, Op};
use mir::*;
use types::{Ty, TypeTable};

pub const PASS: Pass = Pass {
    name: "guarded-division",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["constant-division"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    let looping = in_loops(f);
    for id in f.blocks.ids().filter(|&id| looping[id]) {
        let mut current = id;
        let mut at = 0;
        while at < f.blocks[current].stmts.len() {
            match split(f, cx.types, current, at) {
                Some(rest) => {
                    current = rest;
                    at = 0;
                }
                None => at += 1,
            }
        }
    }
}

/// Puts a division on two ways; returns the block with what comes after it.
fn split(f: &mut Function, types: &TypeTable, block: BlockId, at: usize) -> Option<BlockId> {
    let stmt = f.blocks[block].stmts[at].clone();
    let StmtKind::Op { dst: Some(dst), op, args } = &stmt.kind else { return None };
    let [dividend, divisor] = args.as_slice() else { return None };
    let ty = op.value()?;
    if !op.can_fail() || dividend.ty != ty || divisor.ty != ty || f.locals[*dst].ty != ty {
        return None;
    }
    let fast = quotient(*op, dividend, divisor, types)?;
    if !is_simple(f, divisor) || !is_simple(f, dividend) {
        return None;
    }
    let region = f.blocks[block].region;
    let tail = f.blocks[block].stmts.split_off(at + 1);
    f.blocks[block].stmts.pop();
    let term = std::mem::replace(&mut f.blocks[block].term, Term::Unreachable);
    let cold = f.blocks[block].cold;
    let rest = new_block(f, region, cold, term);
    f.blocks[rest].stmts = tail;
    // A loop that the slow way comes back to is harder on the C compiler than one that it leaves.
    let back = if types.is_float(ty) { Term::Unreachable } else { Term::Goto(rest) };
    let slow = new_block(f, region, true, back);
    let quick = new_block(f, region, cold, Term::Goto(rest));
    let value = assign_stmt(f, *dst, fast, stmt.span);
    f.blocks[quick].stmts.push(value);
    let cond = needs_care(divisor, ty, types);
    f.blocks[slow].stmts.push(stmt);
    f.blocks[block].term = Term::If { cond, then: slow, other: quick, likely: Some(false) };
    Some(rest)
}

/// The quotient or remainder by what is neither 0 nor -1.
fn quotient(op: Op, a: &CExpr, b: &CExpr, types: &TypeTable) -> Option<CExpr> {
    let ty = op.value()?;
    match op.key {
        Key::Operator("truediv") if types.is_float(ty) => {
            Some(CExpr::binary(BinOp::Div, a.clone(), b.clone(), ty))
        }
        Key::Operator("floordiv" | "mod") => {
            let plain =
                Op::find(&format!("{}_const", op.name)).filter(|plain| !plain.can_fail())?;
            Some(CExpr::new(CExprKind::Op(plain, vec![a.clone(), b.clone()]), ty))
        }
        _ => None,
    }
}

fn needs_care(divisor: &CExpr, ty: Ty, types: &TypeTable) -> CExpr {
    let equals = |value: CExpr| CExpr::binary(BinOp::Eq, divisor.clone(), value, Ty::BINT);
    if types.is_float(ty) {
        return equals(CExpr::new(CExprKind::Float(0), ty));
    }
    let zero = equals(CExpr::int(0, ty));
    if !types.is_signed(ty) {
        return zero;
    }
    CExpr::binary(BinOp::Or, zero, equals(CExpr::int(-1, ty)), Ty::BINT)
}

/// Cheap and free of surprises when written several times.
fn is_simple(f: &Function, value: &CExpr) -> bool {
    let mut nodes = 0;
    let mut plain = true;
    value.walk(&mut |part| {
        nodes += 1;
        plain &= match part.kind {
            CExprKind::Local(id) => f.locals[id].kind != LocalKind::Memory,
            CExprKind::Int(_)
            | CExprKind::Float(_)
            | CExprKind::Cast(_)
            | CExprKind::Unary(..)
            | CExprKind::Binary(..) => true,
            _ => false,
        };
    });
    plain && nodes <= 5
}
