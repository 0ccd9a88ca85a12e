//! Functions of `cython.operator`: what C can do to pointers and numbers that Python has no signs for.

use ast::Arg;
use base::Span;
use tir::{CBinary, Expr, ExprKind, Place, StmtKind};
use types::Ty;

use super::Checker;
use super::build::stmt;

impl Checker<'_, '_> {
    /// A call of a function of `cython.operator`; nothing if it is none.
    pub fn cython_operator(&mut self, path: &str, args: &[Arg], span: Span) -> Option<Expr> {
        let name = path.strip_prefix("operator.")?;
        let [arg] = args else { return None };
        let operand = self.expr(&arg.value);
        if operand.ty == Ty::ERROR {
            return Some(operand);
        }
        if let Some(value) = self.cpp_step(name, &operand, span) {
            return Some(value);
        }
        Some(match name {
            "dereference" => self.dereference(operand, span),
            "address" => self.address_of_place(operand, span),
            "preincrement" => self.step(operand, CBinary::Add, true, span),
            "predecrement" => self.step(operand, CBinary::Sub, true, span),
            "postincrement" => self.step(operand, CBinary::Add, false, span),
            "postdecrement" => self.step(operand, CBinary::Sub, false, span),
            _ => return None,
        })
    }

    fn dereference(&mut self, operand: Expr, span: Span) -> Expr {
        match self.types().pointee(operand.ty) {
            Some(item) if self.types().resolve(item) != Ty::VOID => {
                let zero = self.c_int(0, Ty::SSIZE, span);
                let kind = ExprKind::Index(Box::new(operand), Box::new(zero));
                Expr::new(kind, item, span)
            }
            _ => {
                let (operator, operand) = ("*".into(), self.describe(operand.ty));
                self.fail(span, diag::expressions::BadOperand { at: span, operator, operand })
            }
        }
    }

    /// `++x` and the like of a C variable: a new value is stored, the new or the old one is the result.
    fn step(&mut self, place: Expr, op: CBinary, before: bool, span: Span) -> Expr {
        let number = self.types().is_int(place.ty) || self.types().is_float(place.ty);
        if !number && self.types().pointee(place.ty).is_none() {
            let operator = if op == CBinary::Add { "++" } else { "--" }.into();
            let operand = self.describe(place.ty);
            return self.fail(span, diag::expressions::BadOperand { at: span, operator, operand });
        }
        let mut stmts = Vec::new();
        let place = self.steady(place, &mut stmts);
        let ty = place.ty;
        let old = self.store_temp(place.clone(), &mut stmts);
        let one = self.c_int(1, Ty::LONG, span);
        let one = if number { self.c_cast(one, ty) } else { one };
        let new = self.binary(op, old.clone(), one, ty, span);
        let new = self.store_temp(new, &mut stmts);
        let target = match place.kind {
            ExprKind::Local(local) => Place::Local(local),
            ExprKind::Global(global) => Place::Global(global),
            _ => Place::Memory(place),
        };
        stmts.push(stmt(StmtKind::Assign(target, new.clone()), span));
        let result = if before { new } else { old };
        self.seq(stmts, result)
    }
}
