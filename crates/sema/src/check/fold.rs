//! Arithmetic on constants, done while compiling. Numbers are Python's: exact, of any size that fits here; what is larger,
//! or fails, is left to run time.

use ast::{BinaryOp, UnaryOp};
use base::Span;
use tir::{Const, Expr, ExprKind};
use types::Ty;

use super::Checker;

/// Strings that folding makes are at most this long.
const MAX_TEXT: usize = 4096;

#[derive(Clone, Copy)]
enum Number {
    Int(i128),
    Float(f64),
}

/// A literal, or what folding made of literals. C constants of other types keep their types.
fn number(expr: &Expr) -> Option<Number> {
    match &expr.kind {
        ExprKind::CInt(value) if expr.ty == Ty::LONG => Some(Number::Int(*value)),
        ExprKind::CFloat(bits) if expr.ty == Ty::DOUBLE => {
            Some(Number::Float(f64::from_bits(*bits)))
        }
        ExprKind::Const(Const::Int(digits)) => digits.parse().ok().map(Number::Int),
        ExprKind::Const(Const::Float(bits)) => Some(Number::Float(f64::from_bits(*bits))),
        _ => None,
    }
}

/// An int that the program has as it is.
pub(crate) fn is_int(expr: &Expr) -> bool {
    matches!(number(expr), Some(Number::Int(_)))
}

fn float(number: Number) -> f64 {
    match number {
        Number::Int(value) => value as f64,
        Number::Float(value) => value,
    }
}

pub(crate) fn binary(
    me: &mut Checker<'_, '_>,
    op: BinaryOp,
    left: &Expr,
    right: &Expr,
    span: Span,
) -> Option<Expr> {
    if let Some(text) = strings(me, op, left, right, span) {
        return Some(text);
    }
    match (number(left)?, number(right)?) {
        (Number::Int(a), Number::Int(b)) => ints(me, op, a, b, span),
        (a, b) => {
            let (a, b) = (float(a), float(b));
            let value = match op {
                BinaryOp::Add => a + b,
                BinaryOp::Sub => a - b,
                BinaryOp::Mul => a * b,
                BinaryOp::Div if b != 0.0 => a / b,
                _ => return None,
            };
            Some(Expr::new(ExprKind::CFloat(value.to_bits()), Ty::DOUBLE, span))
        }
    }
}

fn ints(me: &mut Checker<'_, '_>, op: BinaryOp, a: i128, b: i128, span: Span) -> Option<Expr> {
    let value = match op {
        BinaryOp::Add => a.checked_add(b)?,
        BinaryOp::Sub => a.checked_sub(b)?,
        BinaryOp::Mul => a.checked_mul(b)?,
        // Python's, also under `cdivision`, which is about variables.
        BinaryOp::FloorDiv if b != 0 => {
            a.checked_div_euclid(b)? - i128::from(b < 0 && a.rem_euclid(b) != 0)
        }
        BinaryOp::Mod if b != 0 => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        }
        BinaryOp::Pow => a.checked_pow(u32::try_from(b).ok()?)?,
        BinaryOp::LeftShift => {
            let shift = u32::try_from(b).ok().filter(|&shift| shift < 100)?;
            a.checked_mul(1i128.checked_shl(shift)?)?
        }
        BinaryOp::RightShift => a >> u32::try_from(b).ok().filter(|&shift| shift < 127)?,
        BinaryOp::BitAnd => a & b,
        BinaryOp::BitOr => a | b,
        BinaryOp::BitXor => a ^ b,
        BinaryOp::Div if me.level2 && !super::module::has_future(me.an, "division") => {
            return ints(me, BinaryOp::FloorDiv, a, b, span);
        }
        BinaryOp::Div if b != 0 && me.directive(builtins::Directive::CDivision) => {
            a.checked_div(b)?
        }
        BinaryOp::Div if b != 0 => {
            // Exact only while both are exact as floats.
            let exact = |value: i128| value.unsigned_abs() < 1 << 53;
            if !exact(a) || !exact(b) {
                return None;
            }
            let value = a as f64 / b as f64;
            return Some(Expr::new(ExprKind::CFloat(value.to_bits()), Ty::DOUBLE, span));
        }
        BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::MatMul => return None,
    };
    Some(me.int_value(value, span))
}

fn strings(
    me: &mut Checker<'_, '_>,
    op: BinaryOp,
    left: &Expr,
    right: &Expr,
    span: Span,
) -> Option<Expr> {
    let bytes = |expr: &Expr| match &expr.kind {
        ExprKind::Const(Const::Bytes(bytes)) => Some(bytes.clone()),
        _ => None,
    };
    let repeated = |text: Vec<u8>, count: i128| {
        let count = usize::try_from(count.max(0)).ok()?;
        (text.len().checked_mul(count)? <= MAX_TEXT).then(|| text.repeat(count))
    };
    match (op, me.constant_text(left), me.constant_text(right)) {
        (BinaryOp::Add, Some(a), Some(b)) if a.len() + b.len() <= MAX_TEXT => {
            return Some(me.text_const(&[a, b].concat(), span));
        }
        (BinaryOp::Mul, Some(a), None) => {
            let Number::Int(count) = number(right)? else { return None };
            let text = repeated(a, count)?;
            return Some(me.text_const(&text, span));
        }
        _ => {}
    }
    let text = match (op, bytes(left), bytes(right)) {
        (BinaryOp::Add, Some(a), Some(b)) if a.len() + b.len() <= MAX_TEXT => [a, b].concat(),
        (BinaryOp::Mul, Some(a), None) => {
            let Number::Int(count) = number(right)? else { return None };
            repeated(a, count)?
        }
        _ => return None,
    };
    Some(Expr::new(ExprKind::Const(Const::Bytes(text)), Ty::BYTES, span))
}

pub(crate) fn unary(
    me: &mut Checker<'_, '_>,
    op: UnaryOp,
    operand: &Expr,
    span: Span,
) -> Option<Expr> {
    if let (UnaryOp::Neg, ExprKind::Const(Const::Int(digits))) = (op, &operand.kind)
        && digits.parse::<i128>().is_err()
    {
        let digits = match digits.strip_prefix('-') {
            Some(digits) => digits.to_string(),
            None => format!("-{digits}"),
        };
        return Some(Expr::new(ExprKind::Const(Const::Int(digits)), Ty::PYINT, span));
    }
    match (op, number(operand)?) {
        (UnaryOp::Neg, Number::Int(value)) => Some(me.int_value(value.checked_neg()?, span)),
        (UnaryOp::Pos, Number::Int(value)) => Some(me.int_value(value, span)),
        (UnaryOp::Invert, Number::Int(value)) => Some(me.int_value(!value, span)),
        (UnaryOp::Neg, Number::Float(value)) => {
            Some(Expr::new(ExprKind::CFloat((-value).to_bits()), Ty::DOUBLE, span))
        }
        (UnaryOp::Pos, Number::Float(_)) => Some(operand.clone()),
        _ => None,
    }
}
