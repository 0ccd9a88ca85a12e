//! Conditions become branches; a truth value is made only where it is stored.

use crate::function::Lowerer;
use mir::{BinOp, BlockId, CExpr, CExprKind};
use tir::{CBinary, CUnary, Expr, ExprKind};
use types::Ty;

impl Lowerer<'_, '_> {
    /// Goes to `then` if the C value is true, else to `other`.
    pub fn branch(&mut self, cond: &Expr, then: BlockId, other: BlockId) {
        match &cond.kind {
            ExprKind::CUnary(CUnary::Not, inner) => self.branch(inner, other, then),
            ExprKind::CBinary(CBinary::And, left, right) if !self.is_pure(cond) => {
                let second = self.new_block();
                self.branch(left, second, other);
                self.go_on_in(second);
                self.branch(right, then, other);
            }
            ExprKind::CBinary(CBinary::Or, left, right) if !self.is_pure(cond) => {
                let second = self.new_block();
                self.branch(left, then, second);
                self.go_on_in(second);
                self.branch(right, then, other);
            }
            ExprKind::If(test, yes, no) if !self.is_pure(cond) => {
                let (on_yes, on_no) = (self.new_block(), self.new_block());
                self.branch(test, on_yes, on_no);
                self.go_on_in(on_yes);
                self.branch(yes, then, other);
                self.go_on_in(on_no);
                self.branch(no, then, other);
            }
            ExprKind::Let(local, value, body) => {
                self.store_local(*local, value);
                self.branch(body, then, other);
            }
            ExprKind::Seq(stmts, value) => {
                self.stmts(stmts);
                self.branch(value, then, other);
            }
            _ => {
                let value = self.expr(cond);
                self.split(value, then, other);
            }
        }
    }

    /// `and` and `or` of C values: 0 or 1.
    pub fn logic(&mut self, expr: &Expr, op: BinOp, left: &Expr, right: &Expr) -> CExpr {
        if self.is_pure(right) {
            let left = self.expr(left);
            let right = self.expr(right);
            return CExpr::binary(op, left, right, expr.ty);
        }
        let result = self.temp(expr.ty);
        let (yes, no, end) = (self.new_block(), self.new_block(), self.new_block());
        self.branch(expr, yes, no);
        for (block, value) in [(yes, 1), (no, 0)] {
            self.go_on_in(block);
            self.assign(result.clone(), CExpr::int(value, expr.ty));
            self.goto(end);
        }
        self.go_on_in(end);
        result
    }

    /// `then if cond else other`
    pub fn choice(&mut self, expr: &Expr, cond: &Expr, then: &Expr, other: &Expr) -> CExpr {
        if expr.ty == Ty::VOID {
            self.two_ways(cond, then, other, |this, arm| this.effect(arm));
            return CExpr::int(0, Ty::VOID);
        }
        let object = self.cx.types.is_counted(expr.ty);
        if !object && self.is_pure(then) && self.is_pure(other) {
            let cond = self.expr(cond);
            let (then, other) = (self.expr(then), self.expr(other));
            let parts = [cond, then, other].map(Box::new);
            let [cond, then, other] = parts;
            return CExpr::new(CExprKind::Cond(cond, then, other), expr.ty);
        }
        let result = self.temp(expr.ty);
        self.two_ways(cond, then, other, |this, arm| {
            let value = this.expr(arm);
            this.assign(result.clone(), value);
        });
        result
    }

    /// Runs `arm` on what the condition chooses, and goes on behind both.
    pub fn two_ways(
        &mut self,
        cond: &Expr,
        then: &Expr,
        other: &Expr,
        mut arm: impl FnMut(&mut Self, &Expr),
    ) {
        let (yes, no, end) = (self.new_block(), self.new_block(), self.new_block());
        self.branch(cond, yes, no);
        for (block, value) in [(yes, then), (no, other)] {
            self.go_on_in(block);
            arm(self, value);
            self.goto(end);
        }
        self.go_on_in(end);
    }
}
