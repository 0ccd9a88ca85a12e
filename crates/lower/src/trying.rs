//! `try`: handlers and `finally` bodies as regions.

use crate::function::Lowerer;
use mir::{CExpr, RegionKind};
use tir::{Handler, Stmt};
use types::Ty;

impl Lowerer<'_, '_> {
    /// Runs `protected` such that whoever leaves it runs `body`; just runs it where there is no such body.
    pub fn with_finally(&mut self, body: &[Stmt], protected: impl FnOnce(&mut Self)) {
        if body.is_empty() {
            return protected(self);
        }
        self.protect(protected, |this| this.stmts(body));
    }

    /// A `Finally` region around what `protected` emits, with the body that `cleanup` emits.
    pub fn protect(&mut self, protected: impl FnOnce(&mut Self), cleanup: impl FnOnce(&mut Self)) {
        let span = self.b.span();
        let entry = self.new_block();
        let end = self.new_block();
        let outer = self.b.region();
        let of = self.enter(RegionKind::Finally { entry });
        protected(self);
        self.goto(end);

        // `break` and `continue` in the body belong to the loops outside, as they do everywhere.
        let body = self
            .b
            .func
            .regions
            .push(mir::Region { parent: Some(outer), kind: RegionKind::FinallyBody { of } });
        self.b.func.blocks[entry].region = body;
        self.go_on_in_always(entry);
        self.b.at(span);
        cleanup(self);
        self.end(mir::Term::EndFinally);
        self.b.set_region(outer);
        self.go_on_in(end);
    }

    pub fn try_except(&mut self, body: &[Stmt], handlers: &[Handler], orelse: &[Stmt]) {
        if handlers.is_empty() {
            self.stmts(body);
            return self.stmts(orelse);
        }
        let (handler, ended, end) = (self.new_block(), self.new_block(), self.new_block());
        self.enter(RegionKind::Try { handler });
        self.stmts(body);
        self.goto(ended);
        self.go_on_in(ended);
        self.stmts(orelse);
        self.goto(end);

        self.go_on_in_always(handler);
        let exception = self.start_handling();
        self.handlers(&exception, handlers, end);
        self.go_on_in(end);
    }

    /// At the start of a handler block: the exception in flight becomes the one that is handled.
    pub fn start_handling(&mut self) -> CExpr {
        let exception = self.value("exc.fetch", Vec::new());
        let saved = self.value("exc.enter", vec![exception.clone()]);
        if let Some(saved) = saved.as_local() {
            self.enter(RegionKind::Handler { saved });
        }
        exception
    }

    fn handlers(&mut self, exception: &CExpr, handlers: &[Handler], end: mir::BlockId) {
        for handler in handlers {
            if !self.open {
                return;
            }
            self.b.at(handler.span);
            let other = self.new_block();
            if let Some(class) = &handler.class {
                let body = self.new_block();
                let class = self.object(class);
                self.b.at(handler.span);
                let matches = self.value("exc.matches", vec![exception.clone(), class]);
                self.split(matches.cast(Ty::BINT), body, other);
                self.go_on_in(body);
            }
            if let Some(local) = handler.exception {
                let place = self.local(local);
                let value = self.convert(exception.clone(), place.ty);
                self.assign(place, value);
            }
            self.stmts(&handler.body);
            self.goto(end);
            self.go_on_in(other);
        }
        self.op("exc.rethrow", vec![exception.clone()]);
    }
}
