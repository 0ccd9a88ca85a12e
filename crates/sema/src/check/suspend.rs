//! What suspends a function: `yield`, `yield from`, `await`, `async for` and `async with`.
//!
//! There is one primitive, the operation `gen.suspend`. `yield from` and `await` run an iterator on behalf of the function:
//!
//! ```text
//! more = gen.delegate(self, iterator);  value = gen.take(self)
//! value if not more else gen.suspend(value)       ; resumed with the final value only
//! ```
//! The asynchronous statements are loops and `try` around awaits of what `__anext__`, `__aenter__` and `__aexit__` give.

use ast::{ForHeader, WithItem};
use base::Span;
use tir::{Expr, ExprKind, Handler, LocalId, LocalKind, Stmt, StmtKind, SuspendKind};
use types::Ty;

use super::Checker;
use super::build::{assign, eval, stmt};
use super::flow::join;
use super::loops::Body;
use crate::{FunctionKind, FunctionScope};

/// What a function is by its head and its body.
pub(crate) fn suspend_kind(scope: &FunctionScope<'_>) -> Option<SuspendKind> {
    if scope.kind != FunctionKind::Def {
        return None;
    }
    match (scope.is_async, scope.yields) {
        (true, Some(_)) => Some(SuspendKind::AsyncGenerator),
        (true, None) if scope.directives.is_on(builtins::Directive::IterableCoroutine) => {
            Some(SuspendKind::IterableCoroutine)
        }
        (true, None) => Some(SuspendKind::Coroutine),
        (false, Some(_)) => Some(SuspendKind::Generator),
        (false, None) => None,
    }
}

impl<'k, 'a> Checker<'k, 'a> {
    /// The function can be suspended: the object that runs it becomes its first parameter.
    pub fn make_suspended(&mut self, span: Span) {
        let object = self.temp(Ty::OBJECT, span);
        self.locals[object].kind = LocalKind::Param;
        self.generator = Some(object);
        self.ret = Ty::OBJECT;
    }

    /// In Python 2 a generator is at its end when StopIteration comes out of its body.
    pub fn stops_quietly(&mut self, body: Vec<Stmt>) -> Vec<Stmt> {
        let generator = suspend_kind(&self.scope) == Some(SuspendKind::Generator);
        if !generator || !self.level2 || super::module::has_future(self.an, "generator_stop") {
            return body;
        }
        let span = self.scope.span;
        let stop = self.intern("StopIteration");
        let class = Some(self.builtin_value(stop, span));
        let caught = self.temp(Ty::OBJECT, span);
        let value = self.intern("value");
        let args = vec![self.local(caught, span), self.name_const(value, span)];
        let value = self.op("obj.getattr", args, span).cast(Ty::OBJECT);
        let leave = stmt(StmtKind::Return(Some(value)), span);
        let handler = Handler { class, exception: Some(caught), body: vec![leave], span };
        let (handlers, orelse, finally) = (vec![handler], Vec::new(), Vec::new());
        vec![stmt(StmtKind::Try { body, handlers, orelse, finally }, span)]
    }

    fn this_generator(&mut self, span: Span) -> Option<Expr> {
        match self.generator {
            Some(object) => Some(self.local(object, span)),
            None => {
                self.unsupported(span, "suspension in this place");
                None
            }
        }
    }

    pub fn yield_expr(&mut self, value: Option<&ast::Expr>, span: Span) -> Expr {
        let value = match value {
            Some(value) => self.object(value),
            None => self.none(span),
        };
        self.yield_value(value, span)
    }

    pub fn yield_value(&mut self, value: Expr, span: Span) -> Expr {
        if self.this_generator(span).is_none() {
            return self.error_expr(span);
        }
        self.op("gen.suspend", vec![value.cast(Ty::OBJECT)], span)
    }

    pub fn yield_from(&mut self, operand: &ast::Expr, span: Span) -> Expr {
        let operand = self.object(operand);
        self.run_iterator("await.yield_from", operand, span)
    }

    pub fn await_expr(&mut self, operand: &ast::Expr, span: Span) -> Expr {
        let operand = self.object(operand);
        self.run_iterator("await.iter", operand, span)
    }

    /// The result of what the row makes an iterator of.
    fn run_iterator(&mut self, row: &str, operand: Expr, span: Span) -> Expr {
        let Some(object) = self.this_generator(span) else { return self.error_expr(span) };
        let iterator = self.op(row, vec![object, operand], span);
        self.delegate(iterator, span)
    }

    fn delegate(&mut self, iterator: Expr, span: Span) -> Expr {
        let Some(object) = self.this_generator(span) else { return self.error_expr(span) };
        let started = self.op("gen.delegate", vec![object.clone(), iterator], span);
        let taken = self.op("gen.take", vec![object], span);
        if started.ty == Ty::ERROR || taken.ty == Ty::ERROR {
            return self.error_expr(span);
        }
        let (more, value) = (self.temp(Ty::INT, span), self.temp(Ty::OBJECT, span));
        let read = self.local(value, span);
        let passed_on = self.op("gen.suspend", vec![read.clone()], span);
        let cond = self.local(more, span);
        let result = self.if_expr(cond, passed_on, read, span);
        let result = self.let_expr(value, taken, result);
        self.let_expr(more, started, result)
    }

    /// `while item := await anext(iterator)`, as long as that does not raise StopAsyncIteration.
    pub fn async_loop(
        &mut self,
        header: &ForHeader,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let ForHeader::In { target, iter } = header else {
            self.unsupported(span, "`async for` over numbers");
            return Vec::new();
        };
        let mut out = Vec::new();
        let iterable = self.object(iter);
        let iterator = match self.is_given(&iterable) {
            true => iterable,
            false => self.op("await.aiter", vec![iterable], iter.span),
        };
        let iterator = self.store_temp(iterator, &mut out);
        let Some(object) = self.this_generator(span) else { return Vec::new() };
        // Not where the iterable is, which a comprehension evaluates outside.
        let next = self.op("await.anext", vec![object, iterator], span);
        let next = self.delegate(next, span);
        if next.ty == Ty::ERROR {
            return Vec::new();
        }
        let item = self.temp(Ty::OBJECT, target.span);
        // It has no value where there is no further item.
        self.locals[item].kind = LocalKind::Variable;
        let cond = self.unless_stopped(assign(item, next), span);
        self.enter_loop();
        let head = self.bound_without_deleted(suites);
        self.flow.bound.clone_from(&head);
        let mut stmts = Vec::new();
        let value = self.local(item, target.span);
        self.assign_target(target, value, &mut stmts);
        stmts.push(stmt(StmtKind::Forget(item), target.span));
        stmts.extend(body(self));
        let breaks = self.leave_loop();
        self.flow.bound = head;
        let orelse = orelse(self);
        self.flow.bound = join(self.flow.bound.take(), breaks);
        out.push(stmt(StmtKind::While { cond, body: stmts, orelse }, span));
        out
    }

    /// Runs the statement; false if it raises StopAsyncIteration.
    fn unless_stopped(&mut self, next: Stmt, span: Span) -> Expr {
        let going = self.temp(Ty::BINT, span);
        let (yes, no) = (self.bint(true, span), self.bint(false, span));
        let class = self.op("exc.stop_async_iteration", vec![], span);
        let handler =
            Handler { class: Some(class), exception: None, body: vec![assign(going, no)], span };
        let attempt = StmtKind::Try {
            body: vec![next],
            handlers: vec![handler],
            orelse: Vec::new(),
            finally: Vec::new(),
        };
        let going_on = self.local(going, span);
        self.seq(vec![assign(going, yes), stmt(attempt, span)], going_on)
    }

    pub fn async_with(
        &mut self,
        items: &'a [WithItem],
        body: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        let Some((item, rest)) = items.split_first() else { return self.block(body) };
        let at = item.context.span;
        let mut out = Vec::new();
        let manager = self.object(&item.context);
        let manager = self.store_temp(manager, &mut out);
        let exit = self.op("await.exit_of", vec![manager.clone()], at);
        let exit = self.store_temp(exit, &mut out);
        let Some(object) = self.this_generator(at) else { return Vec::new() };
        let entered = self.op("await.enter", vec![object.clone(), manager], at);
        let entered = self.delegate(entered, at);
        let entered = self.store_temp(entered, &mut out);
        let normal = self.temp(Ty::BINT, at);
        out.push(assign(normal, self.bint(true, at)));

        let entry = self.bound_without_deleted(&[body]);
        let mut stmts = Vec::new();
        match &item.target {
            Some(target) => self.assign_target(target, entered, &mut stmts),
            None => out.push(eval(entered)),
        }
        stmts.extend(self.async_with(rest, body, span));
        self.flow.bound = join(entry, self.flow.bound.take());

        let handler = self.leave_by_exception((&exit, &object), normal, at);
        let left = self.op("await.exit_none", vec![object, exit], at);
        let left = eval(self.delegate(left, at));
        let cond = self.local(normal, at);
        let inner = StmtKind::Try {
            body: stmts,
            handlers: vec![handler],
            orelse: Vec::new(),
            finally: Vec::new(),
        };
        let outer = StmtKind::Try {
            body: vec![stmt(inner, span)],
            handlers: Vec::new(),
            orelse: Vec::new(),
            finally: vec![stmt(StmtKind::If { cond, then: vec![left], orelse: vec![] }, at)],
        };
        out.push(stmt(outer, span));
        out
    }

    /// `except BaseException as e: if not await exit(type(e), e, e.__traceback__): raise`
    fn leave_by_exception(
        &mut self,
        (exit, object): (&Expr, &Expr),
        normal: LocalId,
        span: Span,
    ) -> Handler {
        let exception = self.temp(Ty::OBJECT, span);
        let value = self.local(exception, span);
        let left = self.op("await.exit", vec![object.clone(), exit.clone(), value], span);
        let swallowed = self.delegate(left, span);
        let swallowed = self.truth(swallowed);
        let passed_on = self.not(swallowed, span);
        let again = eval(self.op("exc.reraise", vec![], span));
        let body = vec![
            assign(normal, self.bint(false, span)),
            stmt(StmtKind::If { cond: passed_on, then: vec![again], orelse: vec![] }, span),
        ];
        Handler { class: None, exception: Some(exception), body, span }
    }

    /// Whether this is the iterator that a generator expression was called with.
    pub fn is_given(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Local(local) => Some(*local) == self.given,
            ExprKind::Cast(inner) => self.is_given(inner),
            _ => false,
        }
    }
}
