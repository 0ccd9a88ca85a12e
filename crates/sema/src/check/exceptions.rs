//! `raise`, `assert`, `try`.

use ast::{ExprKind as Ast, Handler as AstHandler, Ident};
use base::Span;
use tir::{Handler, Stmt, StmtKind};
use types::Ty;

use super::build::{eval, stmt};
use super::flow::join;
use super::names::Found;
use super::{Checker, GilState};

impl<'a> Checker<'_, 'a> {
    /// Statements that take the GIL by themselves where it is not held.
    fn with_gil(&mut self, span: Span, body: impl FnOnce(&mut Self) -> Vec<Stmt>) -> Vec<Stmt> {
        if self.gil == GilState::Held {
            return body(self);
        }
        let before = std::mem::replace(&mut self.gil, GilState::Held);
        let body = body(self);
        self.gil = before;
        vec![stmt(StmtKind::Gil(body), span)]
    }

    pub fn raise_stmt(
        &mut self,
        (exc, cause): (Option<&ast::Expr>, Option<&ast::Expr>),
        span: Span,
    ) -> Vec<Stmt> {
        let stmts = self.with_gil(span, |me| {
            let raise = match (exc, cause) {
                (None, _) => me.op("exc.reraise", vec![], span),
                (Some(exc), None) => {
                    let exc = me.object(exc);
                    me.op("exc.raise", vec![exc], span)
                }
                (Some(exc), Some(cause)) => {
                    let exc = me.object(exc);
                    let cause = me.object(cause);
                    me.op("exc.raise_from", vec![exc, cause], span)
                }
            };
            vec![eval(raise)]
        });
        self.flow.stop();
        stmts
    }

    /// `raise E, value, traceback`
    pub fn raise_old(
        &mut self,
        exc: Option<&ast::Expr>,
        (value, traceback): (Option<&ast::Expr>, Option<&ast::Expr>),
        span: Span,
    ) -> Vec<Stmt> {
        let stmts = self.with_gil(span, |me| {
            let parts = [exc, value, traceback]
                .into_iter()
                .map(|part| match part {
                    Some(part) => me.object(part),
                    None => me.null_object(span),
                })
                .collect();
            vec![eval(me.op("exc.raise3", parts, span))]
        });
        self.flow.stop();
        stmts
    }

    pub fn assert_stmt(
        &mut self,
        test: &ast::Expr,
        message: Option<&ast::Expr>,
        span: Span,
    ) -> Vec<Stmt> {
        let debug = {
            let before = std::mem::replace(&mut self.gil, GilState::Held);
            let debug = self.op("debug.enabled", vec![], span);
            self.gil = before;
            debug
        };
        let cond = self.cond(test);
        if cond.ty == Ty::ERROR {
            return Vec::new();
        }
        let bound = self.flow.bound.clone();
        let fails = self.not(cond, span);
        let raise = self.with_gil(span, |me| {
            let message = match message {
                Some(message) => me.object(message),
                None => me.null_object(span),
            };
            vec![eval(me.op("err.assertion", vec![message], span))]
        });
        self.flow.bound = bound;
        let inner = match fails.kind {
            tir::ExprKind::CInt(0) => return Vec::new(),
            tir::ExprKind::CInt(_) => raise,
            _ => vec![stmt(StmtKind::If { cond: fails, then: raise, orelse: vec![] }, span)],
        };
        vec![stmt(StmtKind::If { cond: debug, then: inner, orelse: vec![] }, span)]
    }

    pub fn try_stmt(
        &mut self,
        body: &'a [ast::Stmt],
        handlers: &'a [AstHandler],
        orelse: &'a [ast::Stmt],
        finally: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        if !handlers.is_empty() {
            self.needs_gil("try-except statement", span);
        }
        let mut suites = vec![body, orelse];
        suites.extend(handlers.iter().map(|handler| &handler.body[..]));
        let mut before_finally = self.bound_without_deleted(&suites);
        // What they catch has no name any more where they are left.
        self.unbind_targets(handlers, &mut before_finally);
        let entry = self.bound_without_deleted(&[body]);
        let reached = self.flow.reachable();
        let body = self.block(body);
        if let Some(first) = orelse.first()
            && reached
            && !self.flow.reachable()
            && self.directive(builtins::Directive::WarnUnreachable)
        {
            self.report(diag::flow::Unreachable { at: first.span });
        }
        let orelse = self.block(orelse);
        let mut end = self.flow.bound.take();
        let mut checked = Vec::new();
        let star = handlers.iter().any(|handler| handler.is_star);
        if star {
            checked.push(self.star_handler(handlers, &entry));
            end = join(end, self.flow.bound.take());
        }
        let count = handlers.len();
        for (index, handler) in handlers.iter().enumerate().filter(|_| !star) {
            if handler.types.is_none() && index + 1 < count {
                self.report(diag::calls::BareExceptNotLast { at: handler.span });
            }
            self.flow.bound.clone_from(&entry);
            checked.push(self.handler(handler));
            end = join(end, self.flow.bound.take());
        }
        let finally = match finally.is_empty() {
            true => Vec::new(),
            false => {
                self.flow.bound = before_finally;
                let finally = self.block(finally);
                // What the last suite bound stays bound, unless control never comes out of it.
                if !self.flow.reachable() {
                    end = None;
                } else if let (Some(end), Some(after)) = (&mut end, &self.flow.bound) {
                    end.extend(after.iter().copied());
                }
                finally
            }
        };
        self.flow.bound = end;
        vec![stmt(StmtKind::Try { body, handlers: checked, orelse, finally }, span)]
    }

    fn handler(&mut self, handler: &'a AstHandler) -> Handler {
        let span = handler.span;
        let class = handler.types.as_ref().map(|types| self.object(types).cast(Ty::OBJECT));
        self.handlers += 1;
        let (exception, body) = match &handler.target {
            None => (None, self.block(&handler.body)),
            Some(target) => {
                let temp = self.temp(Ty::OBJECT, target.span);
                let value = self.local(temp, target.span);
                let mut stmts = Vec::new();
                self.assign_target(target, value, &mut stmts);
                let body = self.block(&handler.body);
                match (&target.kind, self.level2) {
                    (Ast::Name(name), false) => {
                        let ident = Ident { name: *name, span: target.span };
                        let finally = self.forget_name(ident);
                        let handlers = Vec::new();
                        let whole = StmtKind::Try { body, handlers, orelse: Vec::new(), finally };
                        stmts.push(stmt(whole, span));
                    }
                    _ => stmts.extend(body),
                }
                (Some(temp), stmts)
            }
        };
        self.handlers -= 1;
        Handler { class, exception, body, span }
    }

    /// The name of a handler is unbound at its end, whatever it is bound to by then.
    pub fn forget_name(&mut self, ident: Ident) -> Vec<Stmt> {
        let span = ident.span;
        match self.find(ident.name) {
            Found::Local(local) if self.cell_of(local).is_some() => {
                let cell = self.cell_of(local);
                cell.map(|cell| self.forget_cell(cell, span)).into_iter().collect()
            }
            Found::Local(local) if self.types().is_object(self.locals[local].ty) => {
                self.flow.unbind(local);
                vec![stmt(StmtKind::Forget(local), span)]
            }
            Found::Local(_) => Vec::new(),
            Found::Free(_) => {
                let cell = self.free_cell(ident.name, span);
                vec![self.forget_cell(cell, span)]
            }
            Found::ClassName | Found::ClassFree => {
                let mut out = Vec::new();
                let none = self.none(span);
                self.assign_name(ident, none, &mut out);
                out.push(self.delete_class_name(ident.name, span));
                out
            }
            Found::Symbol(symbol)
                if !matches!(self.an.decls.symbols[symbol].kind, crate::SymbolKind::PyGlobal) =>
            {
                Vec::new()
            }
            _ => {
                let mut out = Vec::new();
                let none = self.none(span);
                self.assign_name(ident, none, &mut out);
                let args = vec![self.module_expr(span), self.name_const(ident.name, span)];
                out.push(eval(self.op("global.del", args, span)));
                out
            }
        }
    }
}
