//! `for x in container` by `begin()` and `end()`.

use base::Span;
use tir::{Expr, ExprKind, Stmt, StmtKind};
use types::{CppOperator, Ty};

use super::super::Checker;
use super::super::build::{assign, eval, stmt};
use super::super::flow::join;
use super::super::loops::Body;

impl<'k, 'a> Checker<'k, 'a> {
    /// A loop over a C++ object. The iterator is advanced before the body runs, so that `continue` needs nothing more.
    pub(crate) fn cpp_loop(
        &mut self,
        target: &ast::Expr,
        container: Expr,
        suites: &[&[ast::Stmt]],
        (body, orelse): (Body<'_, 'k, 'a>, Body<'_, 'k, 'a>),
        span: Span,
    ) -> Vec<Stmt> {
        let mut out = Vec::new();
        let container = self.held(container, &mut out);
        let at = container.span;
        let (begin, end) = (self.name_at("begin", at), self.name_at("end", at));
        let first = self.cpp_method_call(container.clone(), begin, Vec::new(), &[], at);
        let last = self.cpp_method_call(container.clone(), end, Vec::new(), &[], at);
        let (Some(first), Some(last)) = (first, last) else {
            let ty = self.describe(container.ty);
            self.report(diag::expressions::NotIterable { at, ty });
            return Vec::new();
        };
        if first.ty == Ty::ERROR || last.ty == Ty::ERROR {
            return Vec::new();
        }
        let ty = self.types().unqualified(first.ty);
        let iterator = self.cpp_temp(ty, at);
        out.push(assign(iterator, first));
        let iterator = self.local(iterator, at);
        let is_object = self.is_cpp(ty);
        let cond = match is_object {
            true => {
                let compared = self.cpp_compare(ast::CmpOp::NotEq, &iterator, &last, at);
                compared.unwrap_or_else(|| self.error_expr(at))
            }
            false => self.binary(tir::CBinary::Ne, iterator.clone(), last, Ty::BINT, at),
        };
        let cond = self.c_cast(cond, Ty::BINT);
        self.enter_loop();
        let head = self.bound_without_deleted(suites);
        self.flow.bound.clone_from(&head);
        let mut stmts = Vec::new();
        let (item, advance) = match is_object {
            true => {
                let item = self.cpp_step("dereference", &iterator, at);
                let advance = self.cpp_step("preincrement", &iterator, at);
                let missing = self.error_expr(at);
                (item.unwrap_or_else(|| missing.clone()), eval(advance.unwrap_or(missing)))
            }
            false => self.pointer_step(&iterator, at),
        };
        let mut given = Vec::new();
        self.assign_target(target, item, &mut given);
        stmts.extend(given);
        stmts.push(advance);
        stmts.extend(body(self));
        let breaks = self.leave_loop();
        self.flow.bound = head;
        let orelse = orelse(self);
        self.flow.bound = join(self.flow.bound.take(), breaks);
        out.push(stmt(StmtKind::While { cond, body: stmts, orelse }, span));
        out
    }

    /// What iterating over a container gives.
    pub(crate) fn cpp_item_type(&mut self, container: &ast::Expr) -> Ty {
        let at = container.span;
        let ty = self.dry_run(|me| {
            let container = me.expr(container);
            let begin = me.name_at("begin", at);
            let first = me.cpp_method_call(container, begin, Vec::new(), &[], at)?;
            match me.is_cpp(first.ty) {
                true => me.cpp_step("dereference", &first, at).map(|item| item.ty),
                false => me.types().pointee(first.ty),
            }
        });
        ty.map_or(Ty::OBJECT, |ty| self.types().unqualified(ty))
    }

    fn pointer_step(&mut self, iterator: &Expr, at: Span) -> (Expr, Stmt) {
        let target = self.types().pointee(iterator.ty).unwrap_or(Ty::ERROR);
        let item = Expr::new(ExprKind::Deref(Box::new(iterator.clone())), target, at);
        let one = self.c_int(1, Ty::SSIZE, at);
        let next = self.binary(tir::CBinary::Add, iterator.clone(), one, iterator.ty, at);
        let ExprKind::Local(local) = iterator.kind else { return (item, eval(next)) };
        (item, assign(local, next))
    }

    /// The container for as long as the loop runs: a place by its address, anything else as a value.
    pub(super) fn held(&mut self, container: Expr, out: &mut Vec<Stmt>) -> Expr {
        let (ty, at) = (container.ty, container.span);
        match container.kind {
            ExprKind::Local(_) => container,
            ExprKind::Deref(_)
            | ExprKind::Global(_)
            | ExprKind::Extern(_)
            | ExprKind::Field(..)
            | ExprKind::Arrow(..)
            | ExprKind::Index(..)
            | ExprKind::ObjField(..) => {
                let pointer = self.types_mut().ptr(ty);
                let address = Expr::new(ExprKind::AddrOf(Box::new(container)), pointer, at);
                let held = self.store_temp(address, out);
                Expr::new(ExprKind::Deref(Box::new(held)), ty, at)
            }
            _ => {
                let temp = self.cpp_temp(ty, at);
                out.push(assign(temp, container));
                self.local(temp, at)
            }
        }
    }

    pub(super) fn name_at(&mut self, text: &str, at: Span) -> ast::Ident {
        ast::Ident { name: self.intern(text), span: at }
    }

    /// An operator call of C++'s library, whose declarations need not be there.
    pub(super) fn library_operator(
        &mut self,
        op: CppOperator,
        operands: Vec<Expr>,
        ret: Ty,
        at: Span,
    ) -> Expr {
        let params = operands.iter().map(|operand| operand.ty).collect::<Vec<_>>();
        let params = params.into_iter().map(|ty| self.reference_to(ty)).collect();
        let signature = self.quiet_signature(params, ret);
        self.cpp_call(types::CppCallee::Operator(op), signature, operands, "operator", at)
    }
}
