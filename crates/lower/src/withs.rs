//! `with`:
//!
//! ```text
//! exit = type(manager).__exit__ (bound);  item = __enter__();  normal = 1
//! try:
//!     try:     body
//!     except:  normal = 0;  if not exit(type, exception, traceback): raise
//! finally:     if normal: exit(None, None, None)
//! ```
//! `return`, `break` and `continue` out of the body leave through the `finally`.

use crate::function::Lowerer;
use mir::{CExpr, RegionKind};
use tir::Stmt;
use types::Ty;

impl Lowerer<'_, '_> {
    pub fn with_stmt(
        &mut self,
        (manager, enter): (&tir::Expr, Option<&tir::Expr>),
        item: Option<tir::LocalId>,
        body: &[Stmt],
    ) {
        let span = manager.span;
        let manager = self.object(manager);
        self.b.at(span);
        let exit_of = if enter.is_some() { "with.only_exit_of" } else { "with.exit_of" };
        let exit = self.value(exit_of, vec![manager.clone()]);
        let entered = match enter {
            Some(enter) => self.expr(enter),
            None => self.value("with.enter", vec![manager]),
        };
        if let Some(item) = item {
            let place = self.local(item);
            let value = self.convert(entered, place.ty);
            self.assign(place, value);
        }
        let normal = self.variable(Ty::BINT);
        self.assign(normal.clone(), CExpr::int(1, Ty::BINT));
        self.protect(
            |this| this.with_body(&exit, &normal, body),
            |this| {
                this.b.at(span);
                let (call, end) = (this.new_block(), this.new_block());
                this.split(normal.clone(), call, end);
                this.go_on_in(call);
                this.op("with.exit_none", vec![exit.clone()]);
                this.goto(end);
                this.go_on_in(end);
            },
        );
    }

    fn with_body(&mut self, exit: &CExpr, normal: &CExpr, body: &[Stmt]) {
        let span = self.b.span();
        let (handler, end) = (self.new_block(), self.new_block());
        self.enter(RegionKind::Try { handler });
        self.stmts(body);
        self.goto(end);

        self.go_on_in_always(handler);
        self.b.at(span);
        let exception = self.start_handling();
        self.assign(normal.clone(), CExpr::int(0, Ty::BINT));
        let swallowed = self.value("with.exit", vec![exit.clone(), exception.clone()]);
        let pass_on = self.new_block();
        self.split(swallowed, end, pass_on);
        self.go_on_in(pass_on);
        self.op("exc.rethrow", vec![exception]);
        self.go_on_in(end);
    }
}
