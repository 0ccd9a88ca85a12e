//! Truth: expressions as conditions.

use ast::{BoolOp, ExprKind as Ast, UnaryOp};
use builtins::Key;
use tir::{CBinary, Const, Expr, ExprKind};
use types::{Class, Ty, Type};

use super::Checker;

impl Checker<'_, '_> {
    /// An expression as a condition. `and`, `or` and `not` need no values here.
    /// The condition of an `if`, of which the text may say how it usually turns out.
    pub fn hinted_cond(&mut self, expr: &ast::Expr) -> Expr {
        if let Ast::Call(callee, args) = &expr.kind
            && let [only] = args.as_slice()
            && let Some("likely" | "unlikely") = self.cython_path(callee).as_deref()
        {
            return self.cond(&only.value);
        }
        self.cond(expr)
    }

    pub fn cond(&mut self, expr: &ast::Expr) -> Expr {
        let span = expr.span;
        match &expr.kind {
            Ast::BoolOp(op, operands) => {
                let c_op = match op {
                    BoolOp::And => CBinary::And,
                    BoolOp::Or => CBinary::Or,
                };
                let mut operands = operands.iter();
                let Some(first) = operands.next() else { return self.error_expr(span) };
                let mut result = self.cond(first);
                let before = self.flow.bound.clone();
                for operand in operands {
                    if let ExprKind::CInt(value) = result.kind {
                        let decided = (value != 0) == (*op == BoolOp::Or);
                        if decided {
                            return self.bint(value != 0, span);
                        }
                        result = self.cond(operand);
                        continue;
                    }
                    let operand = self.cond(operand);
                    if result.ty == Ty::ERROR || operand.ty == Ty::ERROR {
                        result = self.error_expr(span);
                        continue;
                    }
                    result = self.binary(c_op, result, operand, Ty::BINT, span);
                }
                self.flow.bound = before;
                result
            }
            Ast::Unary(UnaryOp::Not, operand) => {
                let operand = self.cond(operand);
                if operand.ty == Ty::ERROR {
                    return operand;
                }
                self.not(operand, span)
            }
            Ast::Compare(first, rest) => self.compare_cond(first, rest, span),
            _ => {
                let value = self.expr(expr);
                self.truth(value)
            }
        }
    }

    /// The truth of a value, as a C truth value.
    pub fn truth(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        if expr.ty == Ty::ERROR {
            return expr;
        }
        if let Some(truth) = self.cpp_truth(&expr) {
            return truth;
        }
        match &expr.kind {
            ExprKind::Const(constant) => {
                if let Some(value) = constant_truth(constant) {
                    return self.bint(value, span);
                }
            }
            ExprKind::CInt(value) => return self.bint(*value != 0, span),
            ExprKind::CFloat(bits) => return self.bint(f64::from_bits(*bits) != 0.0, span),
            _ => {}
        }
        if self.types().is_object(expr.ty) {
            return self.object_truth(expr);
        }
        match self.types().resolved(expr.ty) {
            Type::Bint => expr,
            Type::Int(_) | Type::Enum(_) | Type::Float(_) => {
                let zero = self.c_int(0, Ty::INT, span);
                let zero = self.c_cast(zero, expr.ty);
                self.binary(CBinary::Ne, expr, zero, Ty::BINT, span)
            }
            Type::Ptr(_) => {
                let null = Expr::new(ExprKind::Null, expr.ty, span);
                self.binary(CBinary::Ne, expr, null, Ty::BINT, span)
            }
            Type::Array(..) | Type::Func(_) => self.bint(true, span),
            Type::Complex(_) | Type::IntComplex(_) => {
                let object = self.to_object(expr);
                self.object_truth(object)
            }
            Type::CTuple(_) => {
                let object = self.to_object(expr);
                self.object_truth(object)
            }
            _ => {
                let operand = self.describe(expr.ty);
                let operator = "truth".into();
                self.fail(span, diag::expressions::BadOperand { at: span, operator, operand })
            }
        }
    }

    fn object_truth(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        let object = self.types().as_object(expr.ty).cloned();
        let Some(object) = object else { return self.error_expr(span) };
        // A value of one builtin type or None: two quick tests instead of a slot.
        if object.none && object.exact && matches!(object.class, Class::Builtin(_)) {
            let bare = self.an.cx.types.with_none(expr.ty, false);
            let args = [Expr::new(ExprKind::Null, bare, span)];
            if let Some(op) = self.select(Key::Operator("truth"), &args)
                && op.name != "obj.truth"
            {
                return self.with_temp(expr, |me, value| {
                    let none = me.none(span).cast(Ty::OBJECT);
                    let is = value.clone().cast(Ty::OBJECT);
                    let some = me.binary(CBinary::Ne, is, none, Ty::BINT, span);
                    let truth = me.call_row(op, vec![value.cast(bare)], span);
                    me.binary(CBinary::And, some, truth, Ty::BINT, span)
                });
            }
        }
        match self.select(Key::Operator("truth"), std::slice::from_ref(&expr)) {
            Some(op) => self.call_row(op, vec![expr], span),
            None => self.op("obj.truth", vec![expr], span),
        }
    }
}

/// The truth of a constant.
fn constant_truth(constant: &Const) -> Option<bool> {
    Some(match constant {
        Const::None | Const::False => false,
        Const::True | Const::Ellipsis => true,
        Const::NotImplemented => return None,
        Const::Int(digits) => digits != "0",
        Const::Float(bits) => f64::from_bits(*bits) != 0.0,
        Const::Complex(real, imaginary) => {
            f64::from_bits(*real) != 0.0 || f64::from_bits(*imaginary) != 0.0
        }
        Const::Str(bytes) | Const::Bytes(bytes) => !bytes.is_empty(),
        Const::Name(_) => true,
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    })
}
