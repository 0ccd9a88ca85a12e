//! `with`: context managers, the GIL, directives.

use ast::{Ident, WithItem};
use base::Span;
use tir::{Expr, ExprKind, Stmt, StmtKind};
use types::Ty;

use super::build::{eval, stmt};
use super::flow::join;
use super::{Checker, GilState};
use crate::declare::WithMeaning;

impl<'a> Checker<'_, 'a> {
    pub fn with_stmt(
        &mut self,
        items: &'a [WithItem],
        body: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        let Some((item, rest)) = items.split_first() else { return self.block(body) };
        let dirs = self.dirs.clone();
        let context = &item.context;
        let meaning = self.with_env(|an, env| an.with_meaning(context, env, &dirs));
        if let Some(target) = &item.target
            && !matches!(meaning, WithMeaning::Manager)
        {
            self.report(diag::expressions::NotATarget { at: target.span });
        }
        match meaning {
            WithMeaning::Manager => self.manager(item, rest, body, span),
            WithMeaning::NoGil(cond) => self.gil_block(cond, false, rest, body, span),
            WithMeaning::Gil(cond) => self.gil_block(cond, true, rest, body, span),
            WithMeaning::Directives(directives) => {
                let before = std::mem::replace(&mut self.dirs, directives);
                let stmts = self.with_stmt(rest, body, span);
                self.dirs = before;
                stmts
            }
            WithMeaning::Definitions(_) => self.with_stmt(rest, body, span),
            WithMeaning::CriticalSection(args) => {
                self.critical_section((&item.context, args), rest, body, span)
            }
            WithMeaning::Parallel(args) => {
                self.parallel_section((&item.context, args), rest, body, span)
            }
        }
    }

    fn manager(
        &mut self,
        item: &'a WithItem,
        rest: &'a [WithItem],
        body: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        let manager = self.expr_want(&item.context, Some(Ty::OBJECT));
        if self.is_lock(manager.ty) {
            return self.with_lock(manager, (item.target.as_ref(), rest), body, span);
        }
        self.needs_gil("with statement", span);
        let mut manager = self.to_object(manager);
        let mut before = Vec::new();
        let enter = self.c_enter(&mut manager, &mut before);
        let entry = self.bound_without_deleted(&[body]);
        let mut stmts = Vec::new();
        let temp = item.target.as_ref().map(|target| {
            let temp = self.temp(enter.as_ref().map_or(Ty::OBJECT, |it| it.ty), target.span);
            let value = self.local(temp, target.span);
            self.assign_target(target, value, &mut stmts);
            temp
        });
        stmts.extend(self.with_stmt(rest, body, span));
        // The manager may swallow an exception from anywhere in the body.
        self.flow.bound = join(entry, self.flow.bound.take());
        if manager.ty == Ty::ERROR {
            return Vec::new();
        }
        before.push(stmt(StmtKind::With { manager, enter, item: temp, body: stmts }, span));
        before
    }

    /// The call of `__enter__` where that is a C method of the manager, which is stored first.
    fn c_enter(&mut self, manager: &mut Expr, before: &mut Vec<Stmt>) -> Option<Expr> {
        let class = self.types().as_class(manager.ty)?;
        let name = self.intern("__enter__");
        self.an.class_method(class, name)?;
        let span = manager.span;
        *manager = self.store_temp(manager.clone(), before);
        let call = self.ext_method_call(manager, Ident { name, span }, &[], span)?;
        if self.types().resolve(call.ty) == Ty::VOID {
            let none = self.none(span);
            return Some(self.seq(vec![eval(call)], none));
        }
        Some(call)
    }

    fn gil_block(
        &mut self,
        cond: Option<&'a ast::Expr>,
        take: bool,
        rest: &'a [WithItem],
        body: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        if let Some(cond) = cond {
            let known = self.cond(cond);
            match known.kind {
                ExprKind::CInt(0) => return self.with_stmt(rest, body, span),
                ExprKind::CInt(_) => {}
                _ => {
                    if known.ty != Ty::ERROR {
                        self.report(diag::calls::NonConstantGil { at: cond.span });
                    }
                    return Vec::new();
                }
            }
        }
        let twice = match (take, self.gil) {
            (false, GilState::Released) => {
                Some("Trying to release the GIL while it was previously released.")
            }
            (true, GilState::Held) => Some("Trying to acquire the GIL while it is already held."),
            _ => None,
        };
        if let Some(what) = twice {
            self.report(diag::calls::GilTwice { at: span, what: what.into() });
        }
        let inside = if take { GilState::Held } else { GilState::Released };
        let before = std::mem::replace(&mut self.gil, inside);
        let stmts = self.with_stmt(rest, body, span);
        self.gil = before;
        let kind = if take { StmtKind::Gil(stmts) } else { StmtKind::NoGil(stmts) };
        vec![stmt(kind, span)]
    }
}
