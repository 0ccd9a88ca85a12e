//! `match`: each case is a condition, and an `else` with the rest.
//!
//! ```text
//! if PATTERN and (names = captured; GUARD): body  else: the next case
//! ```
//! A pattern is a chain of tests from left to right. What it captures is kept in temporaries; names are bound when the whole
//! pattern has matched, before the guard.

use ast::{ExprKind as Ast, Ident, MatchCase, Pattern, PatternKind, Singleton};
use base::Span;
use tir::{CBinary, Const, Expr, ExprKind, LocalId, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{assign, stmt};
use super::flow::join;

/// Names with the temporaries that hold what they capture, in order.
type Captures = Vec<(Ident, LocalId)>;

impl<'a> Checker<'_, 'a> {
    pub fn match_stmt(&mut self, subject: &ast::Expr, cases: &'a [MatchCase]) -> Vec<Stmt> {
        let span = subject.span;
        self.needs_gil("matching a pattern", span);
        let value = self.object(subject).cast(Ty::OBJECT);
        let mut out = Vec::new();
        let holder = self.temp(Ty::OBJECT, span);
        out.push(assign(holder, value));
        let subject = self.local(holder, span);
        out.extend(self.cases(&subject, cases));
        out
    }

    fn cases(&mut self, subject: &Expr, cases: &'a [MatchCase]) -> Vec<Stmt> {
        let Some((case, rest)) = cases.split_first() else { return Vec::new() };
        let span = case.span;
        let before = self.flow.bound.clone();
        let mut captures = Captures::new();
        let test = self.pattern(&case.pattern, subject, &mut captures);
        let mut binds = Vec::new();
        for (name, temp) in captures {
            let value = self.local(temp, name.span);
            self.assign_name(name, value, &mut binds);
        }
        let guard = match &case.guard {
            Some(guard) => self.cond(guard),
            None => self.bint(true, span),
        };
        let bound = self.seq(binds, guard);
        let cond = self.all_of(test, bound, span);
        let then = self.block(&case.body);
        let after = std::mem::replace(&mut self.flow.bound, before);
        let orelse = self.cases(subject, rest);
        self.flow.bound = join(after, self.flow.bound.take());
        vec![stmt(StmtKind::If { cond, then, orelse }, span)]
    }

    /// `first and second` of truth values; the second only where needed.
    fn all_of(&mut self, first: Expr, second: Expr, span: Span) -> Expr {
        match first.kind {
            ExprKind::CInt(1) => second,
            _ => self.binary(CBinary::And, first, second, Ty::BINT, span),
        }
    }

    /// All tests, from left to right, as far as they hold.
    fn chain(&mut self, tests: Vec<Expr>, span: Span) -> Expr {
        let mut tests = tests.into_iter().rev();
        let last = tests.next().unwrap_or_else(|| self.bint(true, span));
        tests.fold(last, |rest, one| self.all_of(one, rest, span))
    }

    /// The test of a pattern.
    fn pattern(&mut self, pattern: &Pattern, subject: &Expr, captures: &mut Captures) -> Expr {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::Wildcard | PatternKind::Star(None) => self.bint(true, span),
            PatternKind::Capture(name) => self.capture(*name, subject.clone(), captures),
            PatternKind::Star(Some(name)) => self.capture(*name, subject.clone(), captures),
            PatternKind::As(inner, name) => {
                let test = self.pattern(inner, subject, captures);
                let kept = self.capture(*name, subject.clone(), captures);
                self.all_of(test, kept, span)
            }
            PatternKind::Value(value) => {
                let value = self.object(value);
                self.op("obj.eq_truth", vec![subject.clone(), value], span)
            }
            PatternKind::Singleton(singleton) => self.singleton(*singleton, subject, span),
            PatternKind::Or(patterns) => self.any_pattern(patterns, subject, captures, span),
            PatternKind::Sequence(items) => self.sequence(items, subject, captures, span),
            PatternKind::Mapping { items, rest } => {
                self.mapping(items, *rest, subject, captures, span)
            }
            PatternKind::Class { class, positional, keywords } => {
                let class = self.object(class);
                let names = keywords.iter().map(|item| Const::Name(self.mangled(item.name.name)));
                let names = Const::Tuple(names.collect());
                let names = Expr::new(ExprKind::Const(names), Ty::TUPLE, span);
                let count = self.c_int(positional.len() as i128, Ty::SSIZE, span);
                let args = vec![subject.clone(), class, count, names];
                let found = self.op("match.class", args, span);
                let parts: Vec<&Pattern> =
                    positional.iter().chain(keywords.iter().map(|item| &item.pattern)).collect();
                self.parts_of(found, &parts, captures, span)
            }
        }
    }

    /// Keeps the subject under a name. Alternatives of one pattern share the temporary.
    fn capture(&mut self, name: Ident, value: Expr, captures: &mut Captures) -> Expr {
        let known = captures.iter().find(|(other, _)| other.name == name.name);
        let temp = match known {
            Some(&(_, temp)) => temp,
            None => {
                let temp = self.temp(Ty::OBJECT, name.span);
                captures.push((name, temp));
                temp
            }
        };
        let matched = self.bint(true, name.span);
        self.seq(vec![assign(temp, value.cast(Ty::OBJECT))], matched)
    }

    fn singleton(&mut self, singleton: Singleton, subject: &Expr, span: Span) -> Expr {
        let constant = match singleton {
            Singleton::None => Const::None,
            Singleton::True => Const::True,
            Singleton::False => Const::False,
            Singleton::Null => return self.unsupported(span, "`NULL` as a pattern"),
        };
        let constant = Expr::new(ExprKind::Const(constant), Ty::OBJECT, span);
        self.binary(CBinary::Eq, subject.clone(), constant, Ty::BINT, span)
    }

    fn any_pattern(
        &mut self,
        patterns: &[Pattern],
        subject: &Expr,
        captures: &mut Captures,
        span: Span,
    ) -> Expr {
        let mut tests: Vec<Expr> =
            patterns.iter().map(|pattern| self.pattern(pattern, subject, captures)).collect();
        let mut test = tests.pop().unwrap_or_else(|| self.bint(false, span));
        while let Some(before) = tests.pop() {
            test = self.binary(CBinary::Or, before, test, Ty::BINT, span);
        }
        test
    }

    fn sequence(
        &mut self,
        items: &[Pattern],
        subject: &Expr,
        captures: &mut Captures,
        span: Span,
    ) -> Expr {
        let star = items.iter().position(|item| matches!(item.kind, PatternKind::Star(_)));
        let kind = self.op("match.is_sequence", vec![subject.clone()], span);
        let length = self.op("obj.len", vec![subject.clone()], span);
        let wanted = items.len() - usize::from(star.is_some());
        let wanted = self.c_int(wanted as i128, Ty::SSIZE, span);
        let compare = if star.is_some() { CBinary::Ge } else { CBinary::Eq };
        let fits = self.binary(compare, length, wanted, Ty::BINT, span);
        let mut test = self.all_of(kind, fits, span);
        if items
            .iter()
            .all(|item| matches!(item.kind, PatternKind::Wildcard | PatternKind::Star(None)))
        {
            return test;
        }
        let targets: Vec<LocalId> = items.iter().map(|_| self.temp(Ty::OBJECT, span)).collect();
        let unpack = StmtKind::Unpack { value: subject.clone(), targets: targets.clone(), star };
        let mut tests = Vec::new();
        for (item, &target) in items.iter().zip(&targets) {
            let part = self.local(target, item.span);
            tests.push(self.pattern(item, &part, captures));
        }
        let rest = self.chain(tests, span);
        let rest = self.seq(vec![stmt(unpack, span)], rest);
        test = self.all_of(test, rest, span);
        test
    }

    fn mapping(
        &mut self,
        items: &[(ast::Expr, Pattern)],
        rest: Option<Ident>,
        subject: &Expr,
        captures: &mut Captures,
        span: Span,
    ) -> Expr {
        let mut test = self.op("match.is_mapping", vec![subject.clone()], span);
        if items.is_empty() && rest.is_none() {
            return test;
        }
        let length = self.op("obj.len", vec![subject.clone()], span);
        let wanted = self.c_int(items.len() as i128, Ty::SSIZE, span);
        let fits = self.binary(CBinary::Ge, length, wanted, Ty::BINT, span);
        test = self.all_of(test, fits, span);
        let keys: Vec<Expr> = items.iter().map(|(key, _)| self.mapping_key(key)).collect();
        let keys_made = self.op("tuple.pack", keys, span);
        let keys = self.temp(Ty::TUPLE, span);
        let tuple = self.local(keys, span);
        let found = self.op("match.keys", vec![subject.clone(), tuple.clone()], span);
        let parts: Vec<&Pattern> = items.iter().map(|(_, pattern)| pattern).collect();
        let mut inner = self.parts_of(found, &parts, captures, span);
        if let Some(rest) = rest {
            let others = self.op("match.rest", vec![subject.clone(), tuple], span);
            let kept = self.capture(rest, others, captures);
            inner = self.all_of(inner, kept, span);
        }
        let inner = self.seq(vec![assign(keys, keys_made)], inner);
        self.all_of(test, inner, span)
    }

    fn mapping_key(&mut self, key: &ast::Expr) -> Expr {
        match key.kind {
            Ast::None => self.none(key.span).cast(Ty::OBJECT),
            _ => self.object(key).cast(Ty::OBJECT),
        }
    }

    /// Whether there is a tuple of parts, and every part matches its pattern.
    fn parts_of(
        &mut self,
        found: Expr,
        patterns: &[&Pattern],
        captures: &mut Captures,
        span: Span,
    ) -> Expr {
        let tuple = self.temp(Ty::TUPLE, span);
        let read = self.local(tuple, span);
        let null = Expr::new(ExprKind::Null, Ty::TUPLE, span);
        let exists = self.binary(CBinary::Ne, read.clone(), null, Ty::BINT, span);
        let mut tests = vec![exists];
        for (index, pattern) in patterns.iter().enumerate() {
            let index = self.c_int(index as i128, Ty::SSIZE, span);
            let part = self.temp(Ty::OBJECT, span);
            let value = self.op("tuple.getitem", vec![read.clone(), index], span);
            let subject = self.local(part, span);
            let test = self.pattern(pattern, &subject, captures);
            tests.push(self.seq(vec![assign(part, value)], test));
        }
        let test = self.chain(tests, span);
        self.seq(vec![assign(tuple, found)], test)
    }
}
