//! `max` and `min` of a generator expression, run in its place.
//!
//! ```text
//! found = 0
//! for x in ...: item = element
//!               if not found: best = item; found = 1
//!               elif item > best: best = item
//! if not found: max(())        ; raises what it raises for nothing
//! ```

use ast::{CmpOp, CompClause};
use base::Span;
use tir::{Expr, ExprKind, LocalKind, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{assign, eval, stmt};

impl Checker<'_, '_> {
    pub fn extreme_of(
        &mut self,
        name: &str,
        (element, clauses): (&ast::Expr, &[CompClause]),
        span: Span,
    ) -> Expr {
        let op = if name == "min" { CmpOp::Lt } else { CmpOp::Gt };
        let (best, found) = (self.temp(Ty::OBJECT, span), self.temp(Ty::BINT, span));
        // It has no value where there is no item.
        self.locals[best].kind = LocalKind::Variable;
        let none_yet = self.bint(false, span);
        let mut stmts = vec![assign(found, none_yet)];
        let mut ty = Ty::OBJECT;
        let mut keep = |me: &mut Self| {
            let value = me.object(element);
            ty = value.ty;
            me.locals[best].ty = ty;
            let mut steps = Vec::new();
            let item = me.store_temp(value, &mut steps);
            let old = me.local(best, span);
            let better = me.compare_pair(op, item.clone(), old, true, span);
            let better = me.truth(better);
            let then = vec![assign(best, item.clone())];
            let replace = stmt(StmtKind::If { cond: better, then, orelse: vec![] }, span);
            let first = vec![assign(best, item), assign(found, me.bint(true, span))];
            let cond = me.local(found, span);
            steps.push(stmt(StmtKind::If { cond, then: vec![replace], orelse: first }, span));
            steps
        };
        stmts.extend(self.generated_loops((element, clauses), span, |me, clauses| {
            me.clauses(clauses, false, &[element], &mut keep)
        }));
        if ty == Ty::ERROR {
            return self.error_expr(span);
        }
        stmts.push(self.refuse_nothing(name, found, span));
        let value = self.local(best, span);
        self.seq(stmts, value)
    }

    fn refuse_nothing(&mut self, name: &str, found: tir::LocalId, span: Span) -> Stmt {
        let name = self.intern(name);
        let func = Box::new(self.builtin_value(name, span));
        let nothing = ExprKind::Const(tir::Const::Tuple(Vec::new()));
        let args = vec![Expr::new(nothing, Ty::TUPLE, span)];
        let call = ExprKind::Call { func, args, keywords: Vec::new() };
        let call = eval(Expr::new(call, Ty::OBJECT, span));
        let found = self.local(found, span);
        let cond = self.not(found, span);
        stmt(StmtKind::If { cond, then: vec![call], orelse: vec![] }, span)
    }
}
