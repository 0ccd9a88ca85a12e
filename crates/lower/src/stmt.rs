//! Statements.

use crate::function::Lowerer;
use crate::module::global_id;
use crate::order::Pending;
use mir::{CExpr, CExprKind, ReadBy, RegionKind, StmtKind, Term};
use tir::{FuncKind, Place, Stmt};

impl Lowerer<'_, '_> {
    pub fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            if !self.open {
                return;
            }
            self.b.at(stmt.span);
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            tir::StmtKind::Expr(expr) => self.effect(expr),
            tir::StmtKind::Assign(place, value) => self.assignment(place, value),
            tir::StmtKind::Unbind(id) => {
                let local = self.locals[*id];
                self.push(StmtKind::CheckBound(local, ReadBy::Own));
                self.push(StmtKind::Unbind(local));
            }
            tir::StmtKind::Forget(id) => self.push(StmtKind::Unbind(self.locals[*id])),
            tir::StmtKind::Unpack { value, targets, star } => self.unpack(value, targets, *star),
            tir::StmtKind::Return(value) => self.return_stmt(value.as_ref()),
            tir::StmtKind::Break => self.leave_loop(|target| target.on_break),
            tir::StmtKind::Continue => self.leave_loop(|target| target.on_continue),
            tir::StmtKind::If { cond, then, orelse } => self.if_stmt(cond, then, orelse),
            tir::StmtKind::While { cond, body, orelse } => self.while_loop(cond, body, orelse),
            tir::StmtKind::ForRange(range) => self.for_range(range),
            tir::StmtKind::ForIter { iter, item, body, orelse } => {
                self.for_iter(iter, *item, body, orelse);
            }
            tir::StmtKind::Try { body, handlers, orelse, finally } => {
                self.with_finally(finally, |this| this.try_except(body, handlers, orelse));
            }
            tir::StmtKind::With { manager, enter, item, body } => {
                self.with_stmt((manager, enter.as_ref()), *item, body)
            }
            tir::StmtKind::NoGil(body) => self.gil_block(body, false),
            tir::StmtKind::Gil(body) => self.gil_block(body, true),
            tir::StmtKind::MakeClass(class, bases) => self.make_class(*class, bases.as_ref()),
            tir::StmtKind::ImportClass(class) => self.import_class(*class),
            tir::StmtKind::HoldMethod(function) => self.hold_method(function),
        }
    }

    fn assignment(&mut self, place: &Place, value: &tir::Expr) {
        match place {
            Place::Local(id) => self.store_local(*id, value),
            Place::Global(id) => {
                let value = self.expr(value);
                let global = global_id(*id);
                let ty = self.cx.tir.globals[*id].ty;
                self.store(CExpr::new(CExprKind::Global(global), ty), value);
            }
            Place::Memory(place) => {
                let mut pending = Pending::default();
                self.operand(&mut pending, value);
                let place = self.memory(place);
                for value in self.settle(pending) {
                    self.store(place.clone(), value);
                }
            }
        }
    }

    fn return_stmt(&mut self, value: Option<&tir::Expr>) {
        let Some(value) = value.filter(|_| self.kind != FuncKind::Module) else {
            return self.return_zero();
        };
        if self.ret == types::Ty::VOID {
            self.effect(value);
            return self.end(Term::Return(None));
        }
        let value = self.object(value);
        self.end(Term::Return(Some(value)));
    }

    fn if_stmt(&mut self, cond: &tir::Expr, then: &[Stmt], orelse: &[Stmt]) {
        let (yes, end) = (self.new_block(), self.new_block());
        let no = if orelse.is_empty() { end } else { self.new_block() };
        self.branch(cond, yes, no);
        self.go_on_in(yes);
        self.stmts(then);
        self.goto(end);
        if !orelse.is_empty() {
            self.go_on_in(no);
            self.stmts(orelse);
            self.goto(end);
        }
        self.go_on_in(end);
    }

    /// `with nogil` and `with gil`; nothing where the state is that already.
    fn gil_block(&mut self, body: &[Stmt], gil: bool) {
        if self.gil == gil {
            return self.stmts(body);
        }
        let end = self.new_block();
        self.enter(if gil { RegionKind::Gil } else { RegionKind::NoGil });
        self.gil = gil;
        self.stmts(body);
        self.gil = !gil;
        self.goto(end);
        self.go_on_in(end);
    }
}
