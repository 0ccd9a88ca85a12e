//! Patterns of `match`: what they bind, and which of them are never reached.

use std::collections::{BTreeSet, HashMap};

use ast::{BinaryOp, Expr, ExprKind, Ident, MatchCase, Pattern, PatternKind, UnaryOp};
use base::{Id, Name, Span};
use diag::syntax::{BadSyntax, DuplicateCapture, PatternNames, StarTargets, UnreachableCase};

use super::Checker;

impl Checker<'_> {
    pub(super) fn check_cases(&mut self, cases: &[MatchCase]) {
        for (index, case) in cases.iter().enumerate() {
            if case.guard.is_none() && index + 1 < cases.len() && is_irrefutable(&case.pattern) {
                let what = describe_irrefutable(&case.pattern, self);
                self.push(UnreachableCase { at: case.pattern.span, what });
            }
            let mut seen = HashMap::new();
            self.captures(&case.pattern, &mut seen);
        }
    }

    /// What concerns one pattern alone.
    pub(super) fn check_pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Sequence(items) => {
                let mut stars =
                    items.iter().filter(|item| matches!(item.kind, PatternKind::Star(_)));
                if let (Some(_), Some(second)) = (stars.next(), stars.next()) {
                    let problem = "only one pattern of a sequence can be starred".into();
                    self.push(StarTargets { at: second.span, problem });
                }
            }
            PatternKind::Or(items) => {
                for item in items.iter().take(items.len() - 1) {
                    if is_irrefutable(item) {
                        let what = describe_irrefutable(item, self);
                        self.push(UnreachableCase { at: item.span, what });
                    }
                }
            }
            PatternKind::Value(value) => self.check_pattern_value(value),
            PatternKind::Mapping { items, .. } => {
                for (index, (key, _)) in items.iter().enumerate() {
                    self.check_pattern_value(key);
                    if items[..index].iter().any(|(other, _)| self.same_key(other, key)) {
                        let message = "two items of a mapping pattern have the same key".into();
                        self.push(BadSyntax { at: key.span, message, label: "the second".into() });
                    }
                }
            }
            PatternKind::Class { keywords, .. } => {
                for (index, keyword) in keywords.iter().enumerate() {
                    if keywords[..index].iter().any(|other| other.name.name == keyword.name.name) {
                        let message = "an attribute is given twice in a class pattern".into();
                        self.push(BadSyntax {
                            at: keyword.span,
                            message,
                            label: "the second".into(),
                        });
                    }
                }
            }
            PatternKind::Singleton(_)
            | PatternKind::Wildcard
            | PatternKind::Capture(_)
            | PatternKind::As(..)
            | PatternKind::Star(_) => {}
        }
    }

    /// Whether two literals are equal; names are not compared.
    fn same_key(&self, a: &Expr, b: &Expr) -> bool {
        match (&a.kind, &b.kind) {
            (ExprKind::Str(a), ExprKind::Str(b)) => a.value == b.value,
            (ExprKind::Bytes(a), ExprKind::Bytes(b)) => a == b,
            (ExprKind::None, ExprKind::None) => true,
            (ExprKind::Int(a), ExprKind::Int(b)) => (a.digits, a.radix) == (b.digits, b.radix),
            // Between kinds; large integers are not worth the trouble.
            _ => self
                .number(a)
                .is_some_and(|value| value.0.abs() < 1e15 && self.number(b) == Some(value)),
        }
    }

    /// The value of a literal number: its real and its imaginary part.
    fn number(&self, key: &Expr) -> Option<(f64, f64)> {
        match &key.kind {
            ExprKind::Int(lit) => {
                lit.value(&self.names[lit.digits]).map(|value| (value as f64, 0.0))
            }
            ExprKind::Float(lit) => Some((lit.value, 0.0)),
            ExprKind::Imaginary(lit) => Some((0.0, lit.value)),
            ExprKind::Bool(value) => Some((f64::from(u8::from(*value)), 0.0)),
            ExprKind::Unary(UnaryOp::Neg, operand) => {
                // Zero has one sign only when it is compared.
                self.number(operand).map(|(real, imaginary)| (0.0 - real, 0.0 - imaginary))
            }
            ExprKind::Binary(op @ (BinaryOp::Add | BinaryOp::Sub), left, right) => {
                let sign = if *op == BinaryOp::Add { 1.0 } else { -1.0 };
                let ((a, b), (c, d)) = (self.number(left)?, self.number(right)?);
                Some((a + sign * c, b + sign * d))
            }
            _ => None,
        }
    }

    /// Sums are complex numbers, and f-strings are no values.
    fn check_pattern_value(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Binary(BinaryOp::Add | BinaryOp::Sub, left, right)
                if !is_real(left) || !matches!(right.kind, ExprKind::Imaginary(_)) =>
            {
                let message = "a sum in a pattern is a real and an imaginary number".into();
                self.push(BadSyntax {
                    at: value.span,
                    message,
                    label: "not a complex number".into(),
                });
            }
            ExprKind::FString(_) | ExprKind::TString(_) => {
                let message = "a pattern cannot be a formatted string".into();
                self.push(BadSyntax { at: value.span, message, label: "not a constant".into() });
            }
            _ => {}
        }
    }

    /// Collects the names that a pattern binds; alternatives have to bind the same.
    fn captures(&mut self, pattern: &Pattern, seen: &mut HashMap<Name, Span>) {
        match &pattern.kind {
            PatternKind::Capture(ident) | PatternKind::Star(Some(ident)) => {
                self.capture(*ident, seen)
            }
            PatternKind::As(inner, ident) => {
                self.captures(inner, seen);
                self.capture(*ident, seen);
            }
            PatternKind::Sequence(items) => {
                for item in items {
                    self.captures(item, seen);
                }
            }
            PatternKind::Mapping { items, rest } => {
                for (_, item) in items {
                    self.captures(item, seen);
                }
                if let Some(rest) = rest {
                    self.capture(*rest, seen);
                }
            }
            PatternKind::Class { positional, keywords, .. } => {
                for item in positional.iter().chain(keywords.iter().map(|keyword| &keyword.pattern))
                {
                    self.captures(item, seen);
                }
            }
            PatternKind::Or(items) => self.alternatives(items, seen),
            PatternKind::Value(_)
            | PatternKind::Singleton(_)
            | PatternKind::Wildcard
            | PatternKind::Star(None) => {}
        }
    }

    fn alternatives(&mut self, items: &[Pattern], seen: &mut HashMap<Name, Span>) {
        let mut first: Option<(BTreeSet<usize>, Span)> = None;
        let before = seen.clone();
        for item in items {
            let mut own = before.clone();
            self.captures(item, &mut own);
            let names: BTreeSet<usize> = own
                .keys()
                .filter(|name| !before.contains_key(name))
                .map(|name| name.index())
                .collect();
            seen.extend(own);
            match &first {
                Some((expected, span)) if *expected != names => {
                    let first = *span;
                    self.push(PatternNames { at: item.span, first });
                    return;
                }
                Some(_) => {}
                None => first = Some((names, item.span)),
            }
        }
    }

    fn capture(&mut self, ident: Ident, seen: &mut HashMap<Name, Span>) {
        if let Some(&first) = seen.get(&ident.name) {
            let name = self.text(ident.name);
            self.push(DuplicateCapture { at: ident.span, first, name });
        } else {
            seen.insert(ident.name, ident.span);
        }
    }
}

fn is_irrefutable(pattern: &Pattern) -> bool {
    match &pattern.kind {
        PatternKind::Wildcard | PatternKind::Capture(_) => true,
        PatternKind::As(inner, _) => is_irrefutable(inner),
        PatternKind::Or(items) => items.last().is_some_and(is_irrefutable),
        PatternKind::Value(_)
        | PatternKind::Singleton(_)
        | PatternKind::Sequence(_)
        | PatternKind::Star(_)
        | PatternKind::Mapping { .. }
        | PatternKind::Class { .. } => false,
    }
}

fn describe_irrefutable(pattern: &Pattern, checker: &Checker<'_>) -> String {
    match &pattern.kind {
        PatternKind::Capture(ident) => format!("the name `{}`", checker.text(ident.name)),
        PatternKind::Wildcard => "the wildcard".to_owned(),
        _ => "this pattern".to_owned(),
    }
}

fn is_real(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Int(_) | ExprKind::Float(_) => true,
        ExprKind::Unary(UnaryOp::Neg, operand) => {
            matches!(operand.kind, ExprKind::Int(_) | ExprKind::Float(_))
        }
        _ => false,
    }
}
