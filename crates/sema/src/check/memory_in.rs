//! `x in array`, `x in pointer[a:b]`: a search in C memory.

use ast::{CmpOp, Comparison};
use base::Span;
use tir::{Expr, ExprKind, Stmt, StmtKind};
use types::{Ty, Type};

use super::Checker;
use super::build::{assign, stmt};
use super::loops::Range;

impl Checker<'_, '_> {
    /// A single comparison of that kind; nothing if it is another.
    pub fn memory_in(
        &mut self,
        first: &ast::Expr,
        rest: &[Comparison],
        span: Span,
    ) -> Option<Expr> {
        let [Comparison { op: op @ (CmpOp::In | CmpOp::NotIn), operand, .. }] = rest else {
            return None;
        };
        if !self.is_c_memory(operand) {
            return None;
        }
        let mut before = Vec::new();
        let item = self.expr(first);
        let item = self.store_temp(item, &mut before);
        let Some((base, start, stop, step)) = self.c_sequence(operand) else {
            return Some(self.error_expr(span));
        };
        let base = self.store_temp(base, &mut before);
        let found = self.temp(Ty::BINT, span);
        self.locals[found].kind = tir::LocalKind::Variable;
        let no = self.bint(false, span);
        before.push(assign(found, no));
        let counter = self.temp(Ty::SSIZE, span);
        let mut give = |_: &mut Self, _: &mut Vec<Stmt>| {};
        let mut body = |me: &mut Self| {
            let index = me.local(counter, span);
            let ty = me.types().pointee(base.ty).unwrap_or(Ty::ERROR);
            let read = ExprKind::Index(Box::new(base.clone()), Box::new(index));
            let value = Expr::new(read, ty, span);
            let cond = me.compare_pair(CmpOp::Eq, item.clone(), value, true, span);
            let yes = me.bint(true, span);
            let then = vec![assign(found, yes), stmt(StmtKind::Break, span)];
            vec![stmt(StmtKind::If { cond, then, orelse: Vec::new() }, span)]
        };
        let mut orelse = |_: &mut Self| Vec::new();
        let range = Range { start, stop, step };
        before.extend(self.counted_loop(
            counter,
            range,
            &[],
            (&mut give, &mut body, &mut orelse),
            span,
        ));
        let result = self.local(found, span);
        let result = self.seq(before, result);
        Some(if *op == CmpOp::NotIn { self.not(result, span) } else { result })
    }

    /// Memory other than text.
    fn is_c_memory(&mut self, expr: &ast::Expr) -> bool {
        let (base, sliced) = match &expr.kind {
            ast::ExprKind::Subscript(base, index)
                if matches!(index.kind, ast::ExprKind::Slice(_)) =>
            {
                (&**base, true)
            }
            _ => (expr, false),
        };
        let ty = self.dry_run(|me| me.expr(base).ty);
        let memory = match self.types().resolved(ty) {
            Type::Array(..) => true,
            Type::Ptr(_) => sliced,
            _ => false,
        };
        memory && self.types().pointee(ty).is_some_and(|item| !self.is_char(item))
    }
}
