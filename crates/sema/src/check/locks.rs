//! Locks: `cython.pymutex` and `cython.pythread_type_lock`. A lock is a piece of memory, of which operations take the address;
//! it begins as zeros, so that only variables of functions have to be made.

use ast::Arg;
use base::Span;
use tir::{Expr, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{eval, stmt};

impl<'a> Checker<'_, 'a> {
    pub fn lock_address(&mut self, lock: Expr) -> Expr {
        let span = lock.span;
        let address = self.address_of_place(lock, span);
        if address.ty == Ty::ERROR { address } else { address.cast(Ty::VOID_PTR) }
    }

    /// Locks of a function are free when it starts. Those in cells are memory that is zero already.
    pub fn open_locks(&mut self) -> Vec<Stmt> {
        let scope = self.scope.clone();
        let mut out = Vec::new();
        for (local, decl) in scope.locals.iter_enumerated() {
            let lock = decl.declared.is_some_and(|ty| self.is_lock(ty));
            if !lock || decl.is_param {
                continue;
            }
            self.flow.bind(local);
            if !decl.captured {
                let place = self.local(local, decl.span);
                let address = self.lock_address(place);
                out.push(eval(self.op("lock.init", vec![address], decl.span)));
            }
        }
        out
    }

    /// `lock.acquire()` and the others; nothing for what locks do not have.
    pub fn lock_method(
        &mut self,
        lock: &Expr,
        name: &str,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        let row = match name {
            "acquire" => "lock.acquire",
            "release" => "lock.release",
            "locked" => "lock.locked",
            // The question is always answered.
            "can_check_locked" => "",
            _ => return None,
        };
        if !args.is_empty() {
            let (at, name) = (span, name.to_string());
            let (expected, found) = ("exactly 0".into(), args.len());
            let wrong = diag::calls::ArgumentCount { at, name, expected, found };
            return Some(self.fail(span, wrong));
        }
        if row.is_empty() {
            return Some(self.bint(true, span));
        }
        let address = self.lock_address(lock.clone());
        Some(self.op(row, vec![address], span))
    }

    /// `with lock:`
    pub fn with_lock(
        &mut self,
        lock: Expr,
        (target, rest): (Option<&'a ast::Expr>, &'a [ast::WithItem]),
        body: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        if let Some(target) = target {
            self.report(diag::expressions::NotATarget { at: target.span });
        }
        let mut out = Vec::new();
        let address = self.lock_address(lock);
        let address = self.store_temp(address, &mut out);
        let acquire = self.op("lock.acquire", vec![address.clone()], span);
        let release = self.op("lock.release", vec![address], span);
        let body = self.with_stmt(rest, body, span);
        out.push(eval(acquire));
        out.push(finally(body, eval(release), span));
        out
    }
}

/// Statements, and one that runs whichever way they are left.
pub(crate) fn finally(body: Vec<Stmt>, last: Stmt, span: Span) -> Stmt {
    let (handlers, orelse, finally) = (Vec::new(), Vec::new(), vec![last]);
    stmt(StmtKind::Try { body, handlers, orelse, finally }, span)
}
