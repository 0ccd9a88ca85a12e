//! Constant expressions of C declarations: array sizes, enum values, exception values.

use ast::{BinaryOp, BoolOp, CmpOp, Expr, ExprKind, UnaryOp};
use base::Name;
use diag::directives::{ConstantDivision, NotConstant};
use types::{Ty, Type};

use super::basic;
use crate::{Analysis, ConstValue, Env, SymbolKind};

/// The value of an integer constant expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConstInt {
    Known(i128),
    /// A constant that only the C compiler knows, by its C name.
    Named(Name),
    /// None; reported, unless asked quietly.
    Error,
}

impl<'a> Analysis<'a> {
    /// Evaluates an integer constant, and complains where it is none.
    pub fn const_int(&mut self, expr: &Expr, env: Env<'_, 'a>) -> ConstInt {
        let value = self.const_int_quietly(expr, env);
        if value == ConstInt::Error {
            if self.divides_by_zero(expr, env) {
                self.report(ConstantDivision { at: expr.span });
            } else {
                self.report(NotConstant { at: expr.span });
            }
        }
        value
    }

    /// The same without a message.
    pub fn const_int_quietly(&mut self, expr: &Expr, env: Env<'_, 'a>) -> ConstInt {
        use ConstInt::{Error, Known, Named};
        match &expr.kind {
            ExprKind::Int(literal) => {
                let value = literal.value(&self.cx.names[literal.digits]);
                value.and_then(|value| i128::try_from(value).ok()).map_or(Error, Known)
            }
            ExprKind::Char(literal) => Known(i128::from(literal.value)),
            ExprKind::Bool(value) => Known(i128::from(*value)),
            ExprKind::Bytes(literal) if literal.value.len() == 1 => {
                Known(i128::from(literal.value[0]))
            }
            // A character.
            ExprKind::Str(literal) => {
                let mut codes = literal.value.code_points();
                match (codes.next(), codes.next()) {
                    (Some(code), None) => Known(i128::from(code)),
                    _ => Error,
                }
            }
            ExprKind::Name(name) => self.const_name(*name, env),
            ExprKind::Attribute(base, ident) => self.const_member(base, ident.name, env),
            ExprKind::Unary(op, operand) => match self.const_int_quietly(operand, env) {
                Known(value) => unary(*op, value).map_or(Error, Known),
                Named(_) | Error => Error,
            },
            ExprKind::Binary(op, left, right) => {
                match (self.const_int_quietly(left, env), self.const_int_quietly(right, env)) {
                    (Known(a), Known(b)) => binary(*op, a, b).map_or(Error, Known),
                    _ => Error,
                }
            }
            ExprKind::Compare(first, rest) => {
                let Known(mut left) = self.const_int_quietly(first, env) else { return Error };
                for comparison in rest {
                    let Known(right) = self.const_int_quietly(&comparison.operand, env) else {
                        return Error;
                    };
                    match compare(comparison.op, left, right) {
                        Some(true) => left = right,
                        Some(false) => return Known(0),
                        None => return Error,
                    }
                }
                Known(1)
            }
            ExprKind::BoolOp(op, items) => {
                let mut last = Error;
                for item in items {
                    last = self.const_int_quietly(item, env);
                    match (op, last) {
                        (_, Named(_) | Error) => return Error,
                        (BoolOp::And, Known(0)) => return last,
                        (BoolOp::Or, Known(value)) if value != 0 => return last,
                        _ => {}
                    }
                }
                last
            }
            ExprKind::Conditional { test, body, orelse } => match self.const_int_quietly(test, env)
            {
                Known(0) => self.const_int_quietly(orelse, env),
                Known(_) => self.const_int_quietly(body, env),
                Named(_) | Error => Error,
            },
            ExprKind::Cast { ty, operand, .. } => {
                let ty = self.resolve_type_name(ty, env);
                match self.const_int_quietly(operand, env) {
                    Known(value) => Known(self.truncated(value, ty)),
                    other => other,
                }
            }
            ExprKind::SizeOf(operand) => {
                let size = self
                    .type_of_expr(operand, env)
                    .and_then(|ty| basic::size_of(self.cx.types, ty));
                size.map_or(Error, Known)
            }
            _ => Error,
        }
    }

    fn const_name(&mut self, name: Name, env: Env<'_, 'a>) -> ConstInt {
        if env.function.is_some_and(|function| function.names.contains_key(&name)) {
            return ConstInt::Error;
        }
        let Some(symbol) = self.symbol(env.module, name) else { return ConstInt::Error };
        match &symbol.kind {
            SymbolKind::EnumItem { value: Some(value), .. } => ConstInt::Known(*value),
            SymbolKind::EnumItem { cname, value: None } => ConstInt::Named(*cname),
            SymbolKind::ExternVar { cname, .. } => ConstInt::Named(*cname),
            SymbolKind::Const(value) => match value {
                ConstValue::Int(value) => ConstInt::Known(*value),
                ConstValue::Bool(value) => ConstInt::Known(i128::from(*value)),
                _ => ConstInt::Error,
            },
            SymbolKind::PyGlobal
            | SymbolKind::CGlobal(_)
            | SymbolKind::ImportedGlobal
            | SymbolKind::CFunc(_)
            | SymbolKind::Type(_)
            | SymbolKind::Module(_)
            | SymbolKind::Cython(_)
            | SymbolKind::Unsupported(_) => ConstInt::Error,
        }
    }

    /// `module.NAME` and `Enum.ITEM`.
    fn const_member(&mut self, base: &Expr, member: Name, env: Env<'_, 'a>) -> ConstInt {
        if let Some(module) = self.module_of_expr(base, env) {
            return self.const_name(member, Env::module(module));
        }
        let (ExprKind::Name(_) | ExprKind::Attribute(..)) = base.kind else {
            return ConstInt::Error;
        };
        let Some(ty) = self.type_of_expr(base, env) else { return ConstInt::Error };
        let Type::Enum(id) = *self.cx.types.resolved(ty) else { return ConstInt::Error };
        let items = &self.cx.types.enums[id].items;
        match items.iter().find(|item| item.name == member) {
            Some(item) => item.value.map_or(ConstInt::Named(item.cname), ConstInt::Known),
            None => ConstInt::Error,
        }
    }

    fn truncated(&self, value: i128, ty: Ty) -> i128 {
        let Some(kind) = self.cx.types.int_kind(ty) else { return value };
        let bits = kind.bits();
        let low = value & ((1i128 << bits) - 1);
        if kind.signed() && low >> (bits - 1) == 1 { low - (1i128 << bits) } else { low }
    }

    fn divides_by_zero(&mut self, expr: &Expr, env: Env<'_, 'a>) -> bool {
        match &expr.kind {
            ExprKind::Binary(op, left, right) => {
                let divides = matches!(op, BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod);
                (divides && self.const_int_quietly(right, env) == ConstInt::Known(0))
                    || self.divides_by_zero(left, env)
                    || self.divides_by_zero(right, env)
            }
            ExprKind::Unary(_, operand) => self.divides_by_zero(operand, env),
            _ => false,
        }
    }

    /// A `DEF` that is one.
    fn named_float(&self, expr: &Expr, env: Env<'_, 'a>) -> Option<f64> {
        let ExprKind::Name(name) = expr.kind else { return None };
        match self.symbol(env.module, name)?.kind {
            SymbolKind::Const(ConstValue::Float(value)) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn const_float(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<f64> {
        match &expr.kind {
            ExprKind::Float(literal) => Some(literal.value),
            ExprKind::Unary(UnaryOp::Neg, operand) => self.const_float(operand, env).map(|x| -x),
            ExprKind::Unary(UnaryOp::Pos, operand) => self.const_float(operand, env),
            // `float('nan')` and the like.
            ExprKind::Call(callee, args) => {
                let ExprKind::Name(name) = callee.kind else { return None };
                let [arg] = args.as_slice() else { return None };
                let ExprKind::Str(text) = &arg.value.kind else { return None };
                if &self.cx.names[name] != "float" {
                    return None;
                }
                text.value.as_str()?.trim().to_ascii_lowercase().parse().ok()
            }
            ExprKind::Binary(op, left, right) => {
                let (a, b) = (self.const_float(left, env)?, self.const_float(right, env)?);
                match op {
                    BinaryOp::Add => Some(a + b),
                    BinaryOp::Sub => Some(a - b),
                    BinaryOp::Mul => Some(a * b),
                    BinaryOp::Div if b != 0.0 => Some(a / b),
                    _ => None,
                }
            }
            _ if self.named_float(expr, env).is_some() => self.named_float(expr, env),
            _ => match self.const_int_quietly(expr, env) {
                ConstInt::Known(value) => Some(value as f64),
                ConstInt::Named(_) | ConstInt::Error => None,
            },
        }
    }
}

pub(crate) fn unary(op: UnaryOp, value: i128) -> Option<i128> {
    match op {
        UnaryOp::Not => Some(i128::from(value == 0)),
        UnaryOp::Neg => value.checked_neg(),
        UnaryOp::Pos => Some(value),
        UnaryOp::Invert => Some(!value),
    }
}

pub(crate) fn binary(op: BinaryOp, a: i128, b: i128) -> Option<i128> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        // Constants of declarations are C integers, of which both are whole-numbered.
        BinaryOp::Div | BinaryOp::FloorDiv if b != 0 => {
            let quotient = a.checked_div(b)?;
            let inexact = a % b != 0 && (a < 0) != (b < 0);
            Some(quotient - i128::from(inexact))
        }
        BinaryOp::Mod if b != 0 => {
            let rest = a.checked_rem(b)?;
            Some(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
        }
        BinaryOp::Pow => a.checked_pow(u32::try_from(b).ok()?),
        BinaryOp::LeftShift => {
            let shift = u32::try_from(b).ok().filter(|&shift| shift < 127)?;
            a.checked_mul(1i128 << shift)
        }
        BinaryOp::RightShift => {
            let shift = u32::try_from(b).ok()?;
            Some(if shift > 126 { a >> 126 } else { a >> shift })
        }
        BinaryOp::BitAnd => Some(a & b),
        BinaryOp::BitOr => Some(a | b),
        BinaryOp::BitXor => Some(a ^ b),
        BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::MatMul => None,
    }
}

fn compare(op: CmpOp, a: i128, b: i128) -> Option<bool> {
    match op {
        CmpOp::Eq => Some(a == b),
        CmpOp::NotEq => Some(a != b),
        CmpOp::Lt => Some(a < b),
        CmpOp::LtE => Some(a <= b),
        CmpOp::Gt => Some(a > b),
        CmpOp::GtE => Some(a >= b),
        CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => None,
    }
}
