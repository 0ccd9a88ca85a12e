//! Loops: over C ranges, C memory and characters by counting, over everything else by iteration.

use ast::{Arg, ArgKind, ExprKind as Ast, ForFrom, ForHeader, Relation};
use base::{Name, Span};
use tir::{CBinary, Expr, ExprKind, ForRange, LocalId, Stmt, StmtKind, StopRule};
use types::{Builtin, Ty, Type};

use super::Checker;
use super::build::{assign, stmt};
use super::flow::{Bound, join};
use super::names::Found;

/// What stands in a loop: checked when the target has been given its value.
pub(crate) type Body<'b, 'k, 'a> = &'b mut dyn FnMut(&mut Checker<'k, 'a>) -> Vec<Stmt>;

/// A call of `range`, evaluated.
struct Range {
    start: Expr,
    stop: Expr,
    step: Expr,
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
        span: Span,
    ) -> Vec<Stmt> {
        let mut check_body = |me: &mut Self| me.block(body);
        let mut check_else = |me: &mut Self| me.block(orelse);
        self.for_loop(header, &[body], &mut check_body, &mut check_else, span)
    }

    fn enter_loop(&mut self) {
        self.loops += 1;
        self.flow.breaks.push(None);
    }

    fn leave_loop(&mut self) -> Bound {
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

    fn for_in(
        &mut self,
        target: &ast::Expr,
        iter: &ast::Expr,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
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
        let value = self.expr(iter);
        if value.ty == Ty::ERROR {
            // Checked for its own mistakes.
            self.bind_names(target);
            self.enter_loop();
            body(self);
            self.leave_loop();
            orelse(self);
            return Vec::new();
        }
        if !self.plain
            && let Some(loop_) = self.text_loop(target, &value, suites, body, orelse, span)
        {
            return loop_;
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
    fn bind_names(&mut self, target: &ast::Expr) {
        let mut names = Vec::new();
        super::flow::target_names(target, &mut names);
        for name in names {
            if let Found::Local(local) = self.find(name) {
                self.flow.bind(local);
            }
        }
    }

    fn iter_loop(
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

    /// What iterating over an object gives.
    fn object_item_type(&self, ty: Ty) -> Ty {
        let Some(object) = self.types().as_object(ty) else { return Ty::OBJECT };
        match (self.types().as_builtin(ty), object.items.as_slice()) {
            (Some(Builtin::Range), _) => Ty::PYINT,
            (Some(Builtin::List | Builtin::Set | Builtin::FrozenSet | Builtin::Tuple), [item]) => {
                *item
            }
            (Some(Builtin::Dict), [key, _]) => *key,
            _ => Ty::OBJECT,
        }
    }

    /// The arguments of a call of the builtin `range` with one to three positions.
    pub fn range_call<'e>(&self, iter: &'e ast::Expr) -> Option<&'e [Arg]> {
        let Ast::Call(func, args) = &iter.kind else { return None };
        let range = self.is_builtin(func, "range") || self.is_builtin(func, "xrange");
        let plain = args.iter().all(|arg| arg.kind == ArgKind::Positional);
        (range && plain && (1..=3).contains(&args.len())).then_some(args)
    }

    fn is_c_int(&self, ty: Ty) -> bool {
        self.types().is_int(ty)
            && !matches!(self.types().resolve(ty), Ty::UCS4 | Ty::PY_UNICODE | Ty::BINT)
    }

    /// The C type in which a range can be counted: that of a C target, or of bounds that are all C integers.
    fn counted_type(&mut self, target: &ast::Expr, args: &[Arg]) -> Option<Ty> {
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
            if !object && !literal {
                ty = self.spanning(ty, bound.ty);
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

    fn range_bounds(&mut self, args: &[Arg], ty: Ty, span: Span) -> Option<Range> {
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
    fn range_bound(&mut self, bound: &ast::Expr, ty: Ty) -> Expr {
        if !self.types().is_signed(ty) {
            let value = self.dry_run(|me| me.expr(bound));
            if let ExprKind::CInt(value @ ..0) = value.kind {
                return self.c_int(value, Ty::LONGLONG, bound.span);
            }
        }
        self.expr_as(bound, ty)
    }

    /// `reversed(range(a, b))` with C bounds counts down.
    fn reversed_range(&mut self, target: &ast::Expr, iter: &ast::Expr) -> Option<(Range, Ty)> {
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
        if !self.is_repeatable(&stop) && !self.is_repeatable(&start) {
            return None;
        }
        let step = self.c_int(-1, Ty::LONGLONG, span);
        Some((Range { start, stop, step }, Ty::LONGLONG))
    }

    fn range_loop(
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
    fn counted_value(&mut self, target: &ast::Expr, value: Expr) -> Expr {
        match self.target_type(target) {
            Some(ty) if self.types().is_arithmetic(ty) => self.c_cast(value, ty),
            _ => self.to_object(value),
        }
    }

    #[allow(clippy::type_complexity)]
    fn counted_loop(
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
    fn enumerate_loop(
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
    fn hidden_name(&mut self) -> Name {
        let depth = self.inner.len();
        self.intern(&format!(".item{depth}"))
    }

    /// The iterable of `enumerate(x)` or `enumerate(x, constant)`, and where counting starts.
    fn enumerate_call<'e>(&self, iter: &'e ast::Expr) -> Option<(&'e ast::Expr, i128)> {
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

    /// A C array, or a slice of C memory with a known end: base, start, stop, step.
    fn c_sequence(&mut self, iter: &ast::Expr) -> Option<(Expr, Expr, Expr, Expr)> {
        let span = iter.span;
        let (base, slice) = match &iter.kind {
            Ast::Subscript(base, index) => match &index.kind {
                Ast::Slice(slice) => (&**base, Some(slice)),
                _ => (iter, None),
            },
            _ => (iter, None),
        };
        let ty = self.dry_run(|me| me.expr(base).ty);
        let length = match *self.types().resolved(ty) {
            Type::Array(_, length) => length,
            Type::Ptr(_) if slice.is_some() => None,
            _ => return None,
        };
        let base = self.expr(base);
        let item = self.types().pointee(base.ty)?;
        let pointer = self.decayed(base.ty, item);
        let base = base.cast(pointer);
        let whole = length.map(|length| self.c_int(length.into(), Ty::SSIZE, span));
        let part = |me: &mut Self, part: &Option<ast::Expr>| {
            part.as_ref().map(|part| me.expr_as(part, Ty::SSIZE))
        };
        let (start, stop, step) = match slice {
            Some(slice) => {
                let start = part(self, &slice.start);
                let stop = part(self, &slice.stop);
                (start, stop.or(whole), part(self, &slice.step))
            }
            None => (None, whole, None),
        };
        let Some(stop) = stop else {
            self.report(diag::expressions::LoopBounds { at: span });
            return None;
        };
        let start = start.unwrap_or_else(|| self.c_int(0, Ty::SSIZE, span));
        let step = step.unwrap_or_else(|| self.c_int(1, Ty::SSIZE, span));
        Some((base, start, stop, step))
    }

    fn c_loop(
        &mut self,
        target: &ast::Expr,
        (base, start, stop, step): (Expr, Expr, Expr, Expr),
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let item = self.types().pointee(base.ty).unwrap_or(Ty::ERROR);
        let mut out = Vec::new();
        let base = self.store_temp(base, &mut out);
        let counter = self.temp(Ty::SSIZE, span);
        let mut give = |me: &mut Self, out: &mut Vec<Stmt>| {
            let index = me.local(counter, target.span);
            let read = ExprKind::Index(Box::new(base.clone()), Box::new(index));
            let value = Expr::new(read, item, target.span);
            me.assign_target(target, value, out);
        };
        let range = Range { start, stop, step };
        out.extend(self.counted_loop(counter, range, suites, (&mut give, body, orelse), span));
        out
    }

    /// The characters of a str, the bytes of bytes, without objects.
    fn text_loop(
        &mut self,
        target: &ast::Expr,
        value: &Expr,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Option<Vec<Stmt>> {
        let exact = self.types().as_object(value.ty).is_some_and(|object| object.exact);
        let (len, read) = match self.types().as_builtin(value.ty) {
            Some(Builtin::Str) if exact => ("str.len", "str.getitem_raw"),
            Some(Builtin::Bytes) if exact => ("bytes.len", "bytes.getitem_raw"),
            _ => return None,
        };
        self.needs_gil("iterating over Python object", span);
        let (mut out, text) = self.not_none(value.clone(), "check.none_iter");
        let text = self.store_temp(text, &mut out);
        let counter = self.temp(Ty::SSIZE, span);
        let stop = self.op(len, vec![text.clone()], span);
        let range = Range {
            start: self.c_int(0, Ty::SSIZE, span),
            stop,
            step: self.c_int(1, Ty::SSIZE, span),
        };
        let mut give = |me: &mut Self, out: &mut Vec<Stmt>| {
            let index = me.local(counter, target.span);
            let value = me.op(read, vec![text.clone(), index], target.span);
            let value = match value.ty {
                Ty::INT => me.c_cast(value, Ty::UCHAR),
                _ => value,
            };
            me.assign_target(target, value, out);
        };
        out.extend(self.counted_loop(counter, range, suites, (&mut give, body, orelse), span));
        Some(out)
    }

    fn for_from(
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
    fn c_variable(&self, target: &ast::Expr) -> Option<LocalId> {
        let Ast::Name(name) = target.kind else { return None };
        match self.find(name) {
            Found::Local(local) if self.types().is_arithmetic(self.locals[local].ty) => Some(local),
            _ => None,
        }
    }

    /// The type in which a `for ... from` with a Python target counts: an `int`, or what the C bounds need.
    fn bounds_type(&mut self, from: &ForFrom) -> Ty {
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

    /// The declared or found type of a target that is a variable; nothing for others and Python globals.
    pub fn target_type(&mut self, target: &ast::Expr) -> Option<Ty> {
        let ty = match &target.kind {
            Ast::Name(name) => match self.find(*name) {
                Found::Local(local) => self.locals[local].ty,
                Found::Symbol(symbol) => match self.an.decls.symbols[symbol].kind {
                    crate::SymbolKind::CGlobal(_) => self.an.decls.symbols[symbol].ty,
                    _ => return None,
                },
                _ => return None,
            },
            Ast::Attribute(..) | Ast::Subscript(..) => {
                let ty = self.dry_run(|me| me.expr(target).ty);
                if self.types().is_object(ty) {
                    return None;
                }
                ty
            }
            _ => return None,
        };
        (ty != Ty::ERROR).then_some(ty)
    }

    /// What the names of a loop's target get, as far as it is known: for finding the types of variables.
    pub fn loop_targets(&mut self, target: &ast::Expr, iter: &ast::Expr) -> Vec<(Name, Ty)> {
        if let Some((inner, _)) = self.enumerate_call(iter)
            && let Ast::Tuple(targets) | Ast::List(targets) = &target.kind
            && let [index, item] = targets.as_slice()
        {
            let mut found = Vec::new();
            if let Ast::Name(name) = index.kind {
                found.push((name, Ty::PYINT));
            }
            // Items go through an object on their way.
            found.extend(names_as(item, Ty::OBJECT));
            let _ = inner;
            return found;
        }
        match target.kind {
            Ast::Name(name) => {
                let ty = self.item_type(iter);
                vec![(name, ty)]
            }
            _ => names_as(target, Ty::OBJECT),
        }
    }

    /// What iterating gives; `Ty::ERROR` while that is not known yet.
    fn item_type(&mut self, iter: &ast::Expr) -> Ty {
        if let Some(args) = self.range_call(iter) {
            return self.range_type(args);
        }
        if let Ast::Call(func, args) = &iter.kind
            && self.is_builtin(func, "reversed")
            && let [arg] = args.as_slice()
            && let Some(args) = self.range_call(&arg.value)
        {
            return self.range_type(args);
        }
        if let Ast::Subscript(base, index) = &iter.kind
            && matches!(index.kind, Ast::Slice(_))
        {
            let base = self.dry_run(|me| me.expr(base).ty);
            if let Some(item) = self.types().pointee(base) {
                return self.types().unqualified(item);
            }
        }
        let ty = self.dry_run(|me| me.expr(iter).ty);
        if ty == Ty::ERROR {
            return ty;
        }
        if let Some(item) = self.types().pointee(ty) {
            return self.types().unqualified(item);
        }
        let exact = self.types().as_object(ty).is_some_and(|object| object.exact);
        match self.types().as_builtin(ty) {
            Some(Builtin::Str) if exact && !self.plain => Ty::UCS4,
            Some(Builtin::Bytes) if exact && !self.plain => Ty::UCHAR,
            _ => {
                let item = self.object_item_type(ty);
                if item == Ty::PYINT { item } else { self.an.cx.types.with_none(item, true) }
            }
        }
    }

    fn range_type(&mut self, args: &[Arg]) -> Ty {
        let mut ty = Ty::ERROR;
        for arg in args.iter().take(2) {
            let bound = self.dry_run(|me| me.expr(&arg.value).ty);
            if bound == Ty::ERROR {
                return Ty::ERROR;
            }
            if !self.is_c_int(bound) {
                return Ty::PYINT;
            }
            ty = self.spanning(ty, bound);
        }
        if let [_, _, step] = args {
            let step = self.dry_run(|me| me.expr(&step.value).ty);
            if !self.is_c_int(step) {
                return Ty::PYINT;
            }
            ty = self.spanning(ty, step);
        }
        if self.plain { Ty::PYINT } else { ty }
    }
}

fn names_as(target: &ast::Expr, ty: Ty) -> Vec<(Name, Ty)> {
    let mut names = Vec::new();
    super::flow::target_names(target, &mut names);
    names.into_iter().map(|name| (name, ty)).collect()
}
