//! Operators with one operand.

use ast::UnaryOp;
use base::Span;
use builtins::{Directive, Key};
use tir::{CUnary, Expr};
use types::{Ty, promoted};

use super::Checker;

impl Checker<'_, '_> {
    pub fn unary_expr(&mut self, op: UnaryOp, operand: &ast::Expr, span: Span) -> Expr {
        if op == UnaryOp::Not {
            let cond = self.cond(operand);
            return if cond.ty == Ty::ERROR { cond } else { self.not(cond, span) };
        }
        let operand = self.expr(operand);
        self.unary_arith(op, operand, span)
    }

    pub fn unary_arith(&mut self, op: UnaryOp, operand: Expr, span: Span) -> Expr {
        if operand.ty == Ty::ERROR {
            return operand;
        }
        if let Some(value) = self.cpp_unary(op, &operand, span) {
            return value;
        }
        if let Some(folded) = super::fold::unary(self, op, &operand, span) {
            return folded;
        }
        let (symbol, name) = match op {
            UnaryOp::Neg => ("-", "neg"),
            UnaryOp::Pos => ("+", "pos"),
            UnaryOp::Invert => ("~", "invert"),
            UnaryOp::Not => ("not", "not"),
        };
        let types = self.types();
        let int = types.is_int(operand.ty);
        let text = matches!(types.resolve(operand.ty), Ty::UCS4 | Ty::PY_UNICODE);
        let exact = self.plain && (int || types.is_complex(operand.ty) || op == UnaryOp::Invert);
        if types.is_object(operand.ty) || text || exact {
            let operand = self.to_object(operand);
            let known = match self.types().resolve(operand.ty) {
                Ty::PYINT | Ty::PYBOOL => Some(Ty::PYINT),
                Ty::PYFLOAT if op != UnaryOp::Invert => Some(Ty::PYFLOAT),
                _ => None,
            };
            let row = self.select(Key::Operator(name), std::slice::from_ref(&operand));
            let result = match row {
                Some(row) => self.call_row(row, vec![operand], span),
                None => self.op(&format!("obj.{name}"), vec![operand], span),
            };
            return match known {
                Some(ty) if result.ty != Ty::ERROR => result.cast(ty),
                _ => result,
            };
        }
        let wrong = !types.is_arithmetic(operand.ty) || (op == UnaryOp::Invert && !int);
        if wrong {
            let operand = self.describe(operand.ty);
            let wrong =
                diag::expressions::BadOperand { at: span, operator: symbol.into(), operand };
            return self.fail(span, wrong);
        }
        let ty = promoted(types, operand.ty);
        let value = self.c_cast(operand, ty);
        match op {
            UnaryOp::Pos => value,
            UnaryOp::Neg if int && self.directive(Directive::OverflowCheck) => {
                let row = format!("{}.neg_checked", self.int_family(ty));
                let result = self.op(&row, vec![value], span);
                self.c_cast(result, ty)
            }
            UnaryOp::Neg => self.unary(CUnary::Neg, value, ty, span),
            UnaryOp::Invert => self.unary(CUnary::Invert, value, ty, span),
            UnaryOp::Not => self.not(value, span),
        }
    }
}
