//! Loops over memoryviews: over positions, without tests.

use base::Span;
use tir::{Expr, Stmt};
use types::Ty;

use super::Checker;
use super::loops::{Body, Range};
use super::views::Part;

impl<'k, 'a> Checker<'k, 'a> {
    /// The view is the one that the loop began with, whatever the variable becomes meanwhile.
    pub(super) fn view_loop(
        &mut self,
        target: &ast::Expr,
        value: Expr,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let mut out = Vec::new();
        let value = self.initialized_view(value);
        let view = self.store_temp(value, &mut out);
        let counter = self.temp(Ty::SSIZE, span);
        let range = Range {
            start: self.c_int(0, Ty::SSIZE, span),
            stop: self.view_extent(&view, 0, span),
            step: self.c_int(1, Ty::SSIZE, span),
        };
        let mut give = |me: &mut Self, stmts: &mut Vec<Stmt>| {
            let item = me.view_item_at(&view, counter, stmts, target.span);
            me.assign_target(target, item, stmts);
        };
        out.extend(self.counted_loop(counter, range, suites, (&mut give, body, orelse), span));
        out
    }

    fn view_item_at(
        &mut self,
        view: &Expr,
        counter: tir::LocalId,
        out: &mut Vec<Stmt>,
        span: Span,
    ) -> Expr {
        let Some(ty) = self.view_of(view.ty) else { return self.error_expr(span) };
        let mut parts = vec![Part::Known(self.local(counter, span))];
        parts.extend((1..ty.axes.len()).map(|_| Part::whole()));
        match ty.axes.len() {
            1 => self.view_place(view.clone(), &ty, parts, out, span),
            _ => self.view_slice(view.clone(), &ty, parts, out, span),
        }
    }

    /// What iterating over a view gives.
    pub(super) fn view_item_type(&mut self, ty: Ty) -> Option<Ty> {
        self.view_of(ty)?;
        let span = Span::default();
        let item = self.dry_run(|me| {
            let counter = me.temp(Ty::SSIZE, span);
            let holder = me.temp(ty, span);
            let holder = me.local(holder, span);
            me.view_item_at(&holder, counter, &mut Vec::new(), span).ty
        });
        Some(self.types().unqualified(item))
    }
}
