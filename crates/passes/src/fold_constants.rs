//! Computes what is constant, and decides branches on constants.
//!
//!   before   if (2 < 3) goto b1 else b2        x = (long)5 + 2
//!   after    goto b1                           x = 7
//!
//! Only results that are right on every platform are computed: an operand or result beyond the width that C guarantees for its type
//! stays for the C compiler, and so does whatever has a typedef of a header, whose width nobody here knows.

use crate::Pass;
use mir::{BinOp, CExpr, CExprKind, Function, Phase, Term, UnOp};
use types::{Int, Ty, Type, TypeTable};

pub const PASS: Pass = Pass {
    name: "fold-constants",
    phase: Phase::High,
    leaves: Phase::High,
    after: &[],
    run: |function, cx| run(function, cx.types),
};

fn run(function: &mut Function, types: &TypeTable) {
    for block in function.blocks.iter_mut() {
        for stmt in &mut block.stmts {
            stmt.for_each_expr_mut(&mut |expr| expr.walk_mut(&mut |part| fold(part, types)));
        }
        block.term.for_each_expr_mut(&mut |expr| expr.walk_mut(&mut |part| fold(part, types)));
        if let Some(to) = decided(&block.term) {
            block.term = Term::Goto(to);
        }
    }
}

fn decided(term: &Term) -> Option<mir::BlockId> {
    match term {
        Term::If { cond, then, other, .. } => {
            if then == other {
                return Some(*then);
            }
            match cond.kind {
                CExprKind::Int(0) => Some(*other),
                CExprKind::Int(_) => Some(*then),
                _ => None,
            }
        }
        Term::Switch { value, cases, default } => match value.kind {
            CExprKind::Int(value) => {
                Some(cases.iter().find(|(case, _)| *case == value).map_or(*default, |&(_, to)| to))
            }
            _ => None,
        },
        Term::Goto(_)
        | Term::Return(_)
        | Term::Unreachable
        | Term::EndFinally
        | Term::Unwind
        | Term::Check { .. } => None,
    }
}

/// Folds one node whose parts are folded.
fn fold(expr: &mut CExpr, types: &TypeTable) {
    let folded = match &expr.kind {
        CExprKind::Unary(op, x) => fold_unary(*op, x, expr.ty, types),
        CExprKind::Binary(op, x, y) => fold_binary(*op, x, y, expr.ty, types),
        CExprKind::Cast(x) => fold_cast(x, expr.ty, types),
        CExprKind::Cond(test, then, other) => match test.kind {
            CExprKind::Int(value) => {
                Some(if value != 0 { then.kind.clone() } else { other.kind.clone() })
            }
            _ => None,
        },
        CExprKind::Local(_)
        | CExprKind::Global(_)
        | CExprKind::Extern(_)
        | CExprKind::Func(_)
        | CExprKind::Const(_)
        | CExprKind::Int(_)
        | CExprKind::Float(_)
        | CExprKind::CStr(_)
        | CExprKind::Null
        | CExprKind::Module
        | CExprKind::Cache
        | CExprKind::ClassObject(_)
        | CExprKind::FrameType
        | CExprKind::Field(..)
        | CExprKind::Arrow(..)
        | CExprKind::ObjField(..)
        | CExprKind::Slot(..)
        | CExprKind::Index(..)
        | CExprKind::Deref(_)
        | CExprKind::AddrOf(_)
        | CExprKind::SizeOf(_)
        | CExprKind::ItemType(_)
        | CExprKind::Op(..)
        | CExprKind::Struct(_)
        | CExprKind::IsNull(_)
        | CExprKind::Verbatim(_) => None,
    };
    if let Some(kind) = folded {
        expr.kind = kind;
    }
}

/// A constant whose value fits what C guarantees for its type.
fn constant(expr: &CExpr, types: &TypeTable) -> Option<i128> {
    match expr.kind {
        CExprKind::Int(value) if fits(value, expr.ty, types) => Some(value),
        _ => None,
    }
}

fn fits(value: i128, ty: Ty, types: &TypeTable) -> bool {
    if has_extern_typedef(ty, types) {
        return false;
    }
    let Some(kind) = types.int_kind(ty) else { return false };
    let bits = match kind {
        // 32 bits on some platforms.
        Int::Long | Int::ULong | Int::SSize | Int::Size | Int::PtrDiff | Int::Hash => 32,
        Int::PyUnicode => 16,
        other => other.bits(),
    };
    if kind.signed() {
        (-(1i128 << (bits - 1))..1i128 << (bits - 1)).contains(&value)
    } else {
        (0..1i128 << bits).contains(&value)
    }
}

fn has_extern_typedef(ty: Ty, types: &TypeTable) -> bool {
    match types[ty] {
        Type::Typedef(id) => {
            let def = &types.typedefs[id];
            def.is_extern || has_extern_typedef(def.target, types)
        }
        Type::Const(inner) | Type::Volatile(inner) => has_extern_typedef(inner, types),
        _ => false,
    }
}

fn fold_unary(op: UnOp, x: &CExpr, ty: Ty, types: &TypeTable) -> Option<CExprKind> {
    if let (UnOp::Neg, CExprKind::Float(bits)) = (op, &x.kind) {
        return Some(CExprKind::Float((-f64::from_bits(*bits)).to_bits()));
    }
    let value = constant(x, types)?;
    let result = match op {
        UnOp::Neg => -value,
        UnOp::Not => i128::from(value == 0),
        UnOp::Invert => !value,
    };
    fits(result, ty, types).then_some(CExprKind::Int(result))
}

fn fold_binary(op: BinOp, x: &CExpr, y: &CExpr, ty: Ty, types: &TypeTable) -> Option<CExprKind> {
    // One side decides `and` and `or`, whatever the other is: it is pure.
    match (op, &x.kind) {
        (BinOp::And, CExprKind::Int(0)) => return Some(CExprKind::Int(0)),
        (BinOp::Or, CExprKind::Int(value)) if *value != 0 => return Some(CExprKind::Int(1)),
        _ => {}
    }
    let (a, b) = (constant(x, types)?, constant(y, types)?);
    // Operands of different types compare by C's conversions; leave those.
    if x.ty != y.ty && !matches!(op, BinOp::Shl | BinOp::Shr | BinOp::And | BinOp::Or) {
        return None;
    }
    let result = match op {
        BinOp::Add => a + b,
        BinOp::Sub => a - b,
        BinOp::Mul => a * b,
        BinOp::Div if b != 0 => a / b,
        BinOp::Rem if b != 0 => a % b,
        BinOp::Shl if (0..31).contains(&b) && a >= 0 => a << b,
        BinOp::Shr if (0..31).contains(&b) && a >= 0 => a >> b,
        BinOp::Div | BinOp::Rem | BinOp::Shl | BinOp::Shr => return None,
        BinOp::BitAnd => a & b,
        BinOp::BitOr => a | b,
        BinOp::BitXor => a ^ b,
        BinOp::Eq => i128::from(a == b),
        BinOp::Ne => i128::from(a != b),
        BinOp::Lt => i128::from(a < b),
        BinOp::Le => i128::from(a <= b),
        BinOp::Gt => i128::from(a > b),
        BinOp::Ge => i128::from(a >= b),
        BinOp::And => i128::from(a != 0 && b != 0),
        BinOp::Or => i128::from(a != 0 || b != 0),
    };
    fits(result, ty, types).then_some(CExprKind::Int(result))
}

fn fold_cast(x: &CExpr, ty: Ty, types: &TypeTable) -> Option<CExprKind> {
    let value = constant(x, types)?;
    match types.resolved(ty) {
        // Every integer below 2**53 is a double.
        Type::Float(types::Float::Double) if value.abs() < 1 << 53 => {
            Some(CExprKind::Float((value as f64).to_bits()))
        }
        // A `bint` is an int that keeps the value.
        Type::Int(_) | Type::Bint => fits(value, ty, types).then_some(CExprKind::Int(value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(op: BinOp, a: i128, b: i128, ty: Ty) -> CExprKind {
        let mut expr = CExpr::binary(op, CExpr::int(a, ty), CExpr::int(b, ty), ty);
        fold(&mut expr, &TypeTable::new());
        expr.kind
    }

    #[test]
    fn folds_what_is_right_everywhere_and_nothing_else() {
        assert_eq!(folded(BinOp::Add, 2, 3, Ty::LONG), CExprKind::Int(5));
        let overflow = folded(BinOp::Add, i128::from(i32::MAX), 1, Ty::INT);
        assert!(matches!(overflow, CExprKind::Binary(..)));
        let wide = folded(BinOp::Mul, 1 << 20, 1 << 20, Ty::LONG);
        assert!(matches!(wide, CExprKind::Binary(..)));
        assert!(matches!(folded(BinOp::Div, 1, 0, Ty::INT), CExprKind::Binary(..)));
        assert_eq!(folded(BinOp::Sub, 1, 2, Ty::INT), CExprKind::Int(-1));
        assert!(matches!(folded(BinOp::Sub, 1, 2, Ty::UINT), CExprKind::Binary(..)));
    }
}
