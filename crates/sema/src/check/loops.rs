//! Loops: over C ranges, C memory and characters by counting, over everything else by iteration.

use ast::{ArgKind, ExprKind as Ast, ForHeader};
use base::{Name, Span};
use tir::{CBinary, Expr, ExprKind, ForRange, LocalId, Stmt, StmtKind, StopRule};
use types::Ty;

use super::Checker;
use super::build::{assign, stmt};
use super::flow::{Bound, join};
use super::names::Found;

/// What stands in a loop: checked when the target has been given its value.
pub(crate) type Body<'b, 'k, 'a> = &'b mut dyn FnMut(&mut Checker<'k, 'a>) -> Vec<Stmt>;

/// A call of `range`, evaluated.
pub(crate) struct Range {
    pub start: Expr,
    pub stop: Expr,
    pub step: Expr,
}

impl<'k, 'a> Checker<'k, 'a> {
    pub fn while_stmt(
        &mut self,
        test: &ast::Expr,
        body: &'a [ast::Stmt],
        orelse: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        self.flow.bound = self.bound_without_deleted(&[body]);
        let cond = self.cond(test);
        let head = self.flow.bound.clone();
        let forever = matches!(cond.kind, ExprKind::CInt(value) if value != 0);
        self.enter_loop();
        let body = self.block(body);
        let breaks = self.leave_loop();
        self.flow.bound = if forever { None } else { head };
        let orelse = self.block(orelse);
        self.flow.bound = join(self.flow.bound.take(), breaks);
        vec![stmt(StmtKind::While { cond, body, orelse }, span)]
    }

    pub fn for_stmt(
        &mut self,
        header: &ForHeader,
        body: &'a [ast::Stmt],
        orelse: &'a [ast::Stmt],
        (is_async, span): (bool, Span),
    ) -> Vec<Stmt> {
        let mut check_body = |me: &mut Self| me.block(body);
        let mut check_else = |me: &mut Self| me.block(orelse);
        match is_async {
            true => self.async_loop(header, &[body], &mut check_body, &mut check_else, span),
            false => self.for_loop(header, &[body], &mut check_body, &mut check_else, span),
        }
    }

    pub fn enter_loop(&mut self) {
        self.loops += 1;
        self.flow.breaks.push(None);
    }

    pub fn leave_loop(&mut self) -> Bound {
        self.loops -= 1;
        self.flow.breaks.pop().flatten()
    }

    /// A loop with any body; `suites` are the statements that are in it, for what they may unbind.
    pub fn for_loop(
        &mut self,
        header: &ForHeader,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        match header {
            ForHeader::In { target, iter } => self.for_in(target, iter, suites, body, orelse, span),
            ForHeader::From(from) => self.for_from(from, suites, body, orelse, span),
        }
    }

    pub fn for_in(
        &mut self,
        target: &ast::Expr,
        iter: &ast::Expr,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        if self.is_prange(iter) {
            return self.prange_loop(target, iter, body, orelse);
        }
        if let Some(args) = self.range_call(iter) {
            let counted = self.counted_type(target, args);
            if let Some(counter) = counted
                && let Some(range) = self.range_bounds(args, counter, iter.span)
            {
                let parts = (range, counter);
                return self.range_loop(target, parts, suites, body, orelse, span);
            }
        }
        if let Some((range, counter)) = self.reversed_range(target, iter) {
            return self.range_loop(target, (range, counter), suites, body, orelse, span);
        }
        if let Some(loop_) = self.enumerate_loop(target, iter, suites, body, orelse, span) {
            return loop_;
        }
        if let Some((base, start, stop, step)) = self.c_sequence(iter) {
            return self.c_loop(target, (base, start, stop, step), suites, body, orelse, span);
        }
        let value = self.old_dict_loop(iter).unwrap_or_else(|| self.expr(iter));
        if value.ty == Ty::ERROR {
            // Checked for its own mistakes.
            self.bind_names(target);
            self.enter_loop();
            body(self);
            self.leave_loop();
            orelse(self);
            return Vec::new();
        }
        if self.is_cpp(value.ty) {
            return self.cpp_loop(target, value, suites, (body, orelse), span);
        }
        if !self.plain
            && let Some(loop_) = self.text_loop(target, &value, suites, body, orelse, span)
        {
            return loop_;
        }
        if self.types().as_view(value.ty).is_some() {
            return self.view_loop(target, value, suites, body, orelse, span);
        }
        let pointer = self.types().pointee(value.ty).is_some();
        if pointer {
            self.report(diag::expressions::LoopBounds { at: iter.span });
            return Vec::new();
        }
        let value = self.to_object(value);
        self.iter_loop(target, value, suites, body, orelse, span)
    }

    /// A target that never gets a value all the same counts as bound.
    pub fn bind_names(&mut self, target: &ast::Expr) {
        let mut names = Vec::new();
        super::flow::target_names(target, &mut names);
        for name in names {
            if let Found::Local(local) = self.find(name) {
                self.flow.bind(local);
            }
        }
    }

    pub fn iter_loop(
        &mut self,
        target: &ast::Expr,
        value: Expr,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        self.needs_gil("iterating over Python object", span);
        let (mut out, iter) = self.not_none(value, "check.none_iter");
        let iter = match self.is_given(&iter) {
            true => self.op("iter.given", vec![iter], span),
            false => iter,
        };
        let item_ty = self.object_item_type(iter.ty);
        let item = self.temp(Ty::OBJECT, target.span);
        self.enter_loop();
        let head = self.bound_without_deleted(suites);
        self.flow.bound.clone_from(&head);
        let mut stmts = Vec::new();
        let read = self.local(item, target.span);
        let read = match item_ty {
            // What a range gives is known; declared items are tested.
            Ty::PYINT if self.types().resolve(iter.ty) == Ty::RANGE => read.cast(Ty::PYINT),
            _ => self.declared_item(read, item_ty),
        };
        self.assign_target(target, read, &mut stmts);
        stmts.extend(body(self));
        let breaks = self.leave_loop();
        self.flow.bound = head;
        let orelse = orelse(self);
        self.flow.bound = join(self.flow.bound.take(), breaks);
        out.push(stmt(StmtKind::ForIter { iter, item, body: stmts, orelse }, span));
        out
    }

    #[allow(clippy::type_complexity)]
    pub fn counted_loop(
        &mut self,
        counter: LocalId,
        range: Range,
        suites: &[&[ast::Stmt]],
        (give, body, orelse): (
            &mut dyn FnMut(&mut Self, &mut Vec<Stmt>),
            Body<'_, 'k, 'a>,
            Body<'_, 'k, 'a>,
        ),
        span: Span,
    ) -> Vec<Stmt> {
        self.enter_loop();
        let head = self.bound_without_deleted(suites);
        self.flow.bound.clone_from(&head);
        let mut stmts = Vec::new();
        give(self, &mut stmts);
        stmts.extend(body(self));
        let breaks = self.leave_loop();
        self.flow.bound = head;
        let orelse = orelse(self);
        self.flow.bound = join(self.flow.bound.take(), breaks);
        let loop_ = ForRange {
            counter,
            start: range.start,
            stop: range.stop,
            step: range.step,
            stop_rule: StopRule::Range,
            body: stmts,
            orelse,
            again: Vec::new(),
            after: Vec::new(),
        };
        vec![stmt(StmtKind::ForRange(Box::new(loop_)), span)]
    }

    /// `for i, x in enumerate(xs)`: counts beside the loop over `xs`.
    pub fn enumerate_loop(
        &mut self,
        target: &ast::Expr,
        iter: &ast::Expr,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Option<Vec<Stmt>> {
        let (inner, first) = self.enumerate_call(iter)?;
        let (Ast::Tuple(targets) | Ast::List(targets)) = &target.kind else { return None };
        let [index, item] = targets.as_slice() else { return None };
        if matches!(index.kind, Ast::Star(_)) || matches!(item.kind, Ast::Star(_)) {
            return None;
        }
        let counter = self.temp(Ty::SSIZE, span);
        let first = self.c_int(first, Ty::SSIZE, span);
        let mut out = vec![assign(counter, first)];
        // The counter must be looked at before the item is given away: the target of the item is assigned second.
        let holder = self.hidden_name();
        let temp = self.temp(Ty::OBJECT, item.span);
        self.inner.push([(holder, temp)].into());
        let hidden = ast::Expr { span: item.span, kind: Ast::Name(holder) };
        let mut with_index = |me: &mut Self| {
            let mut stmts = Vec::new();
            let value = me.local(counter, index.span);
            let value = me.counted_value(index, value);
            me.assign_target(index, value, &mut stmts);
            let one = me.c_int(1, Ty::SSIZE, span);
            let old = me.local(counter, span);
            let next = me.binary(CBinary::Add, old, one, Ty::SSIZE, span);
            stmts.push(assign(counter, next));
            let value = me.local(temp, item.span);
            me.assign_target(item, value, &mut stmts);
            stmts.extend(body(me));
            stmts
        };
        out.extend(self.for_in(&hidden, inner, suites, &mut with_index, orelse, span));
        self.inner.retain(|scope| !scope.contains_key(&holder));
        Some(out)
    }

    /// A name that no program can have.
    pub fn hidden_name(&mut self) -> Name {
        let depth = self.inner.len();
        self.intern(&format!(".item{depth}"))
    }

    /// The iterable of `enumerate(x)` or `enumerate(x, constant)`, and where counting starts.
    pub fn enumerate_call<'e>(&self, iter: &'e ast::Expr) -> Option<(&'e ast::Expr, i128)> {
        let Ast::Call(func, args) = &iter.kind else { return None };
        if !self.is_builtin(func, "enumerate")
            || args.iter().any(|arg| arg.kind != ArgKind::Positional)
        {
            return None;
        }
        match args.as_slice() {
            [inner] => Some((&inner.value, 0)),
            [inner, start] => match &start.value.kind {
                Ast::Int(lit) => {
                    let value = lit.value(self.text(lit.digits))?;
                    i32::try_from(value).ok().map(|value| (&inner.value, value.into()))
                }
                _ => None,
            },
            _ => None,
        }
    }
}
