//! Critical sections: what `cython.critical_section` may be given, and what may stand in it.

use ast::{Arg, ArgKind, ExprKind as Ast, Visitor, walk};
use base::Span;
use diag::calls::{CriticalArguments, CriticalObject, CriticalSuspends, NeedsGil};
use diag::flow::{CriticalInPythonClass, UnprotectedAttribute};
use tir::{Expr, ExprKind, Stmt};
use types::Ty;

use super::build::eval;
use super::locks::finally;
use super::{Checker, GilState};
use crate::ParamForm;

impl<'a> Checker<'_, 'a> {
    /// `with cython.critical_section(a, b):`
    pub fn critical_section(
        &mut self,
        (context, args): (&ast::Expr, &'a [Arg]),
        rest: &'a [ast::WithItem],
        body: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        let at = context.span;
        let mut objects = Vec::new();
        let positional = args.iter().all(|arg| matches!(arg.kind, ArgKind::Positional));
        if !positional || !(1..=2).contains(&args.len()) {
            self.report(CriticalArguments { at });
        } else if self.gil != GilState::Held {
            self.report(NeedsGil { at, what: "critical section".into() });
        } else {
            objects = self.critical_objects(args, at);
        }
        if suspends(body) {
            self.report(CriticalSuspends { at });
        }
        let mut out = Vec::new();
        let objects = objects.into_iter().map(|object| self.store_temp(object, &mut out)).collect();
        let outer = std::mem::replace(&mut self.critical, true);
        let stmts = self.with_stmt(rest, body, span);
        self.critical = outer;
        out.extend(self.locked(objects, stmts, at));
        out
    }

    /// Runs statements while one or two objects, or locks by their addresses, are held.
    fn locked(&mut self, held: Vec<Expr>, body: Vec<Stmt>, span: Span) -> Vec<Stmt> {
        let mut held = held.into_iter();
        let Some(first) = held.next() else { return body };
        let (enter, leave) = match self.types().is_object(first.ty) {
            true => ("critical.enter", "critical.leave"),
            false => ("critical.enter_locks", "critical.leave_locks"),
        };
        let nothing = || Expr::new(ExprKind::Null, first.ty, span);
        let second = held.next().unwrap_or_else(nothing);
        let mut out = Vec::new();
        let section = self.op(enter, vec![first, second], span);
        let section = self.store_temp(section, &mut out);
        let leave = eval(self.op(leave, vec![section], span));
        out.push(finally(body, leave, span));
        out
    }

    /// The statements of a function as `@cython.critical_section` wants them: while its first argument is locked.
    pub fn locked_body(&mut self, body: Vec<Stmt>) -> Vec<Stmt> {
        let scope = self.scope.clone();
        let (Some(at), Some(first)) = (scope.critical_section, scope.params.first()) else {
            return body;
        };
        if scope.yields.is_some() {
            self.report(CriticalSuspends { at });
            return body;
        }
        let first = self.name_expr(first.name, at);
        let held = match self.lock_of(&first) {
            Some(address) => address,
            None if self.types().is_object(first.ty) => first.cast(Ty::OBJECT),
            None => return body,
        };
        self.locked(vec![held], body, at)
    }

    /// Objects, or locks, but not one of each: the objects, or the addresses of the locks.
    fn critical_objects(&mut self, args: &[Arg], at: Span) -> Vec<Expr> {
        let mut locks = 0;
        let mut held = Vec::new();
        for arg in args {
            let value = self.expr(&arg.value);
            if let Some(address) = self.lock_of(&value) {
                locks += 1;
                held.push(address);
            } else if value.ty != Ty::ERROR && !self.types().is_object(value.ty) {
                self.report(CriticalObject { at: arg.value.span });
            } else {
                held.push(value.cast(Ty::OBJECT));
            }
        }
        if locks == 1 && args.len() == 2 {
            self.report(CriticalArguments { at });
            return Vec::new();
        }
        held
    }

    /// The address of a lock, from the lock itself or a pointer to it.
    fn lock_of(&mut self, value: &Expr) -> Option<Expr> {
        if self.types().pointee(value.ty).is_some_and(|to| self.is_lock(to)) {
            return Some(value.clone().cast(Ty::VOID_PTR));
        }
        self.is_lock(value.ty).then(|| self.lock_address(value.clone()))
    }

    /// An attribute that Python finds is not protected: code that runs on the way may suspend the section.
    pub fn note_unprotected(&mut self, at: Span) {
        if self.critical && !self.dry {
            self.report(UnprotectedAttribute { at });
        }
    }

    pub fn is_lock(&self, ty: Ty) -> bool {
        self.an.is_lock(ty)
    }

    /// `@cython.critical_section` on a function.
    pub fn check_critical_function(&mut self) {
        let Some(at) = self.scope.critical_section else { return };
        let scope = self.scope.clone();
        let decorator = scope.source.decorators().iter().find(|decorator| decorator.span == at);
        if decorator.is_some_and(|decorator| matches!(decorator.expr.kind, Ast::Call(..))) {
            return self.report(CriticalArguments { at });
        }
        let first = scope.params.first().filter(|first| {
            matches!(first.form, ParamForm::Positional | ParamForm::PositionalOnly)
        });
        match first {
            None => self.report(CriticalArguments { at }),
            Some(_) if scope.nogil && !scope.with_gil => {
                self.report(NeedsGil { at, what: "critical section".into() });
            }
            Some(first) => {
                let ty = self.locals[first.local].ty;
                let bare = self.types().pointee(ty).unwrap_or(ty);
                if ty != Ty::ERROR && !self.types().is_object(ty) && !self.is_lock(bare) {
                    self.report(CriticalObject { at });
                }
            }
        }
        if scope.qualname.contains('.') && scope.class.is_none() && !scope.qualname.contains('>') {
            self.report(CriticalInPythonClass { at });
        }
    }
}

/// Whether the statements may suspend the function that they are in.
fn suspends(body: &[ast::Stmt]) -> bool {
    struct Finder(bool);
    impl Visitor for Finder {
        fn visit_stmt(&mut self, stmt: &ast::Stmt) {
            match &stmt.kind {
                ast::StmtKind::FunctionDef(_) | ast::StmtKind::ClassDef(_) => {}
                ast::StmtKind::For { is_async: true, .. }
                | ast::StmtKind::With { is_async: true, .. } => self.0 = true,
                _ => walk::walk_stmt(self, stmt),
            }
        }
        fn visit_expr(&mut self, expr: &ast::Expr) {
            match &expr.kind {
                Ast::Lambda { .. } => {}
                Ast::Yield(_) | Ast::YieldFrom(_) | Ast::Await(_) => self.0 = true,
                _ => walk::walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder(false);
    body.iter().for_each(|stmt| finder.visit_stmt(stmt));
    finder.0
}
