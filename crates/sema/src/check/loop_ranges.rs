//! Loops that count: `range`, `reversed(range(...))` and `for ... from`.

use ast::{Arg, ArgKind, ExprKind as Ast, ForFrom, Relation};
use base::Span;
use tir::{CBinary, Expr, ExprKind, ForRange, LocalId, Stmt, StmtKind, StopRule};
use types::Ty;

use super::Checker;
use super::build::{assign, stmt};
use super::flow::join;
use super::loops::{Body, Range};
use super::names::Found;

impl<'k, 'a> Checker<'k, 'a> {
    /// The arguments of a call of the builtin `range` with one to three positions.
    pub fn range_call<'e>(&self, iter: &'e ast::Expr) -> Option<&'e [Arg]> {
        let Ast::Call(func, args) = &iter.kind else { return None };
        let range = self.is_builtin(func, "range") || self.is_builtin(func, "xrange");
        let plain = args.iter().all(|arg| arg.kind == ArgKind::Positional);
        (range && plain && (1..=3).contains(&args.len())).then_some(args)
    }

    pub fn is_c_int(&self, ty: Ty) -> bool {
        self.types().is_int(ty)
            && !matches!(self.types().resolve(ty), Ty::UCS4 | Ty::PY_UNICODE | Ty::BINT)
    }

    /// The C type in which a range can be counted: that of a C target, or of bounds that are all C integers.
    pub fn counted_type(&mut self, target: &ast::Expr, args: &[Arg]) -> Option<Ty> {
        let target = self.target_type(target);
        let bounds: Vec<_> =
            self.dry_run(|me| args.iter().map(|arg| me.expr(&arg.value)).collect());
        let mut ty = match target {
            Some(ty) if self.is_c_int(ty) => self.types().unqualified(ty),
            _ => Ty::ERROR,
        };
        for bound in &bounds {
            let literal = matches!(bound.kind, ExprKind::CInt(_)) && bound.ty == Ty::LONG;
            let object = self.types().is_object(bound.ty);
            if bound.ty == Ty::ERROR || (!object && !self.is_c_int(bound.ty)) {
                return None;
            }
            if object && ty == Ty::ERROR {
                return None;
            }
            if object || literal {
                continue;
            }
            match self.own_type(bound) {
                Some(own) if ty != Ty::ERROR => ty = self.spanning(ty, own),
                _ => ty = self.spanning(ty, bound.ty),
            }
        }
        if ty == Ty::ERROR {
            ty = Ty::LONG;
        }
        if self.is_c_int(ty) && !self.types().is_signed(ty) {
            // A bound below zero is no large number.
            let below = |bound: &Expr| match bound.kind {
                ExprKind::CInt(value) => value < 0,
                _ => self.types().is_signed(bound.ty),
            };
            if bounds.iter().take(2).any(below) {
                ty = Ty::LONGLONG;
            }
        }
        self.is_c_int(ty).then(|| self.types().unqualified(ty))
    }

    /// The type that a C integer has without the literals in it: `i + 1` counts as an `int` if `i` is one.
    fn own_type(&mut self, expr: &Expr) -> Option<Ty> {
        match &expr.kind {
            ExprKind::CInt(_) => None,
            ExprKind::Cast(inner) if self.is_c_int(inner.ty) => self.own_type(inner),
            ExprKind::CUnary(tir::CUnary::Neg, inner) => self.own_type(inner),
            ExprKind::CBinary(CBinary::Add | CBinary::Sub | CBinary::Mul, left, right) => {
                match (self.own_type(left), self.own_type(right)) {
                    (Some(left), Some(right)) => Some(self.spanning(left, right)),
                    (one, other) => one.or(other),
                }
            }
            _ => Some(expr.ty),
        }
    }

    pub fn range_bounds(&mut self, args: &[Arg], ty: Ty, span: Span) -> Option<Range> {
        let mut values: Vec<_> = args.iter().map(|arg| self.range_bound(&arg.value, ty)).collect();
        if values.iter().any(|value| value.ty == Ty::ERROR) {
            return None;
        }
        let zero = self.c_int(0, ty, span);
        let one = self.c_int(1, ty, span);
        let step = if values.len() == 3 { values.pop()? } else { one };
        let stop = values.pop()?;
        let start = values.pop().unwrap_or(zero);
        Some(Range { start, stop, step })
    }

    /// A negative constant stays what it is where the counter is unsigned.
    pub fn range_bound(&mut self, bound: &ast::Expr, ty: Ty) -> Expr {
        if !self.types().is_signed(ty) {
            let value = self.dry_run(|me| me.expr(bound));
            if let ExprKind::CInt(value @ ..0) = value.kind {
                return self.c_int(value, Ty::LONGLONG, bound.span);
            }
        }
        self.expr_as(bound, ty)
    }

    /// `reversed(range(a, b))` with C bounds counts down.
    pub fn reversed_range(&mut self, target: &ast::Expr, iter: &ast::Expr) -> Option<(Range, Ty)> {
        let Ast::Call(func, args) = &iter.kind else { return None };
        let [Arg { kind: ArgKind::Positional, value, .. }] = args.as_slice() else { return None };
        if !self.is_builtin(func, "reversed") {
            return None;
        }
        let args = self.range_call(value)?;
        if args.len() > 2 {
            return None;
        }
        let ty = self.counted_type(target, args)?;
        if !self.types().is_signed(ty) {
            return None;
        }
        let range = self.range_bounds(args, ty, iter.span)?;
        let span = iter.span;
        let before = |me: &mut Self, bound: Expr| {
            let bound = me.c_cast(bound, Ty::LONGLONG);
            if let ExprKind::CInt(value) = bound.kind {
                return me.c_int(value - 1, Ty::LONGLONG, span);
            }
            let one = me.c_int(1, Ty::LONGLONG, span);
            me.binary(CBinary::Sub, bound, one, Ty::LONGLONG, span)
        };
        // Evaluated in the order of the text: the lower bound first.
        let stop = before(self, range.start);
        let start = before(self, range.stop);
        // One of them may change what the other one reads.
        if !has_no_effects(&stop) && !has_no_effects(&start) {
            return None;
        }
        let step = self.c_int(-1, Ty::LONGLONG, span);
        Some((Range { start, stop, step }, Ty::LONGLONG))
    }

    pub fn range_loop(
        &mut self,
        target: &ast::Expr,
        (range, ty): (Range, Ty),
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let counter = self.temp(ty, target.span);
        let mut give = |me: &mut Self, out: &mut Vec<Stmt>| {
            let value = me.local(counter, target.span);
            let value = me.counted_value(target, value);
            me.assign_target(target, value, out);
        };
        self.counted_loop(counter, range, suites, (&mut give, body, orelse), span)
    }

    /// The counter as the target takes it: a number for C targets, an exact int for others.
    pub fn counted_value(&mut self, target: &ast::Expr, value: Expr) -> Expr {
        match self.target_type(target) {
            Some(ty) if self.types().is_arithmetic(ty) => self.c_cast(value, ty),
            _ => self.to_object(value),
        }
    }

    pub fn for_from(
        &mut self,
        from: &ForFrom,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let target = self.target_type(&from.target);
        let ty = match target {
            Some(ty) if self.types().is_int(ty) || self.types().is_float(ty) => {
                self.types().unqualified(ty)
            }
            _ => self.bounds_type(from),
        };
        let mut start = self.expr_as(&from.lower, ty);
        let stop = self.expr_as(&from.upper, ty);
        let step = match &from.step {
            Some(step) => self.expr_as(step, ty),
            None => {
                let one = self.c_int(1, Ty::LONG, span);
                self.c_cast(one, ty)
            }
        };
        let moved = match from.lower_relation {
            Relation::Lt => Some(CBinary::Add),
            Relation::Gt => Some(CBinary::Sub),
            Relation::LtE | Relation::GtE => None,
        };
        if let Some(op) = moved {
            let one = self.c_int(1, Ty::LONG, span);
            let one = self.c_cast(one, ty);
            start = self.binary(op, start, one, ty, span);
        }
        let stop_rule = match from.upper_relation {
            Relation::Lt => StopRule::Less,
            Relation::LtE => StopRule::LessEqual,
            Relation::Gt => StopRule::Greater,
            Relation::GtE => StopRule::GreaterEqual,
        };
        let own = self.c_variable(&from.target).filter(|&local| self.locals[local].ty == ty);
        let counter = match own {
            Some(local) => {
                self.flow.bind(local);
                local
            }
            None => self.temp(ty, span),
        };
        self.enter_loop();
        let head = self.bound_without_deleted(suites);
        self.flow.bound.clone_from(&head);
        let give = |me: &mut Self, out: &mut Vec<Stmt>| {
            if own.is_none() {
                let value = me.local(counter, from.target.span);
                let value = me.counted_value(&from.target, value);
                me.assign_target(&from.target, value, out);
            }
        };
        let mut stmts = Vec::new();
        give(self, &mut stmts);
        let bound = self.flow.bound.clone();
        stmts.extend(body(self));
        let breaks = self.leave_loop();
        self.flow.bound = bound;
        let mut again = Vec::new();
        if own.is_none() {
            let value = self.expr_as(&from.target, ty);
            again.push(assign(counter, value));
        }
        self.flow.bound = head;
        let mut after = Vec::new();
        give(self, &mut after);
        let orelse = orelse(self);
        self.flow.bound = join(self.flow.bound.take(), breaks);
        let loop_ =
            ForRange { counter, start, stop, step, stop_rule, body: stmts, orelse, again, after };
        vec![stmt(StmtKind::ForRange(Box::new(loop_)), span)]
    }

    /// The C variable that a name is.
    pub fn c_variable(&self, target: &ast::Expr) -> Option<LocalId> {
        let Ast::Name(name) = target.kind else { return None };
        match self.find(name) {
            Found::Local(local) if self.types().is_arithmetic(self.locals[local].ty) => Some(local),
            _ => None,
        }
    }

    /// The type in which a `for ... from` with a Python target counts: an `int`, or what the C bounds need.
    pub fn bounds_type(&mut self, from: &ForFrom) -> Ty {
        let bounds = [Some(&from.lower), Some(&from.upper), from.step.as_ref()];
        let mut ty = Ty::INT;
        for bound in bounds.into_iter().flatten() {
            let bound = self.dry_run(|me| me.expr(bound).ty);
            if self.types().is_int(bound) || self.types().is_float(bound) {
                ty = self.spanning(ty, bound);
            }
        }
        ty
    }
}

/// Variables and sums of them: their order of evaluation does not matter.
fn has_no_effects(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::CInt(_) | ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Extern(_) => true,
        ExprKind::Cast(inner) => has_no_effects(inner),
        ExprKind::CBinary(CBinary::Add | CBinary::Sub, left, right) => {
            has_no_effects(left) && has_no_effects(right)
        }
        _ => false,
    }
}
