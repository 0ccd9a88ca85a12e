//! What may be assigned to, deleted, annotated.

use ast::{Expr, ExprKind, ForHeader, Handler, Ident};
use diag::syntax::{BadTarget, CannotAssign, CannotDelete, StarTargets};

use super::Checker;

impl Checker<'_> {
    pub(super) fn check_target(&mut self, target: &Expr) {
        if let ExprKind::Star(_) = target.kind {
            let problem = "a starred target has to stand in a list or tuple".into();
            self.push(StarTargets { at: target.span, problem });
        }
        self.target(target);
    }

    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.check_debug(Ident { name: *name, span: target.span }),
            ExprKind::Attribute(_, name) => self.check_debug(*name),
            ExprKind::Subscript(..) | ExprKind::Invalid => {}
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let mut stars = items.iter().filter(|item| matches!(item.kind, ExprKind::Star(_)));
                if let (Some(_), Some(second)) = (stars.next(), stars.next()) {
                    let problem = "only one of several targets can be starred".into();
                    self.push(StarTargets { at: second.span, problem });
                }
                for item in items {
                    self.target(item);
                }
            }
            ExprKind::Star(inner) => self.target(inner),
            other => self.push(CannotAssign { at: target.span, what: describe(other).into() }),
        }
    }

    /// The target of `+=` or of an annotation.
    pub(super) fn check_single_target(&mut self, target: &Expr, form: &str) {
        match &target.kind {
            ExprKind::Name(_)
            | ExprKind::Attribute(..)
            | ExprKind::Subscript(..)
            | ExprKind::Invalid => {
                self.target(target);
            }
            other => self.push(BadTarget {
                at: target.span,
                what: describe(other).into(),
                form: form.into(),
            }),
        }
    }

    /// `__debug__` is a constant.
    pub(super) fn check_debug(&mut self, ident: Ident) {
        if &self.names[ident.name] == "__debug__" {
            self.push(CannotAssign { at: ident.span, what: "`__debug__`".into() });
        }
    }

    pub(super) fn check_deleted(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.check_debug(Ident { name: *name, span: target.span }),
            ExprKind::Attribute(..) | ExprKind::Subscript(..) | ExprKind::Invalid => {}
            // A pointer to a C++ object.
            ExprKind::Cast { .. } => {}
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for item in items {
                    self.check_deleted(item);
                }
            }
            other => self.push(CannotDelete { at: target.span, what: describe(other).into() }),
        }
    }

    pub(super) fn check_for_header(&mut self, header: &ForHeader) {
        match header {
            ForHeader::In { target, iter: _ } => self.check_target(target),
            ForHeader::From(from) => {
                let same = match (&from.target.kind, &from.middle.kind) {
                    (ExprKind::Name(a), ExprKind::Name(b)) => a == b,
                    _ => false,
                };
                if !same {
                    let form = "`for ... from`, which names one variable twice".into();
                    let what = describe(&from.middle.kind).into();
                    self.push(BadTarget { at: from.middle.span, what, form });
                }
                let (lower, upper) = (from.lower_relation, from.upper_relation);
                let rising = |relation| matches!(relation, ast::Relation::Lt | ast::Relation::LtE);
                if rising(lower) != rising(upper) {
                    let form = "`for ... from`, whose relations have to point the same way".into();
                    self.push(BadTarget { at: from.middle.span, what: "this".into(), form });
                }
            }
        }
    }

    /// Python takes a name; the old forms take any target.
    pub(super) fn handler_target(&mut self, handler: &Handler, target: &Expr) {
        if self.language_level == 2 && !handler.is_star {
            self.check_target(target);
            return;
        }
        if !matches!(target.kind, ExprKind::Name(_) | ExprKind::Invalid) {
            let what = describe(&target.kind).into();
            self.push(BadTarget { at: target.span, what, form: "`except ... as`".into() });
        }
    }
}

/// What an expression is, in words, with its article.
pub(super) fn describe(kind: &ExprKind) -> &'static str {
    match kind {
        ExprKind::Name(_) => "a name",
        ExprKind::None => "`None`",
        ExprKind::Bool(true) => "`True`",
        ExprKind::Bool(false) => "`False`",
        ExprKind::Ellipsis => "`...`",
        ExprKind::Null => "`NULL`",
        ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Imaginary(_) => "a number",
        ExprKind::Str(_) | ExprKind::Bytes(_) | ExprKind::Char(_) => "a literal",
        ExprKind::FString(_) => "an f-string",
        ExprKind::TString(_) => "a t-string",
        ExprKind::Unary(..) | ExprKind::Binary(..) | ExprKind::BoolOp(..) => "an expression",
        ExprKind::Compare(..) => "a comparison",
        ExprKind::Conditional { .. } => "a conditional expression",
        ExprKind::Lambda { .. } => "a lambda",
        ExprKind::Walrus(..) => "an assignment expression",
        ExprKind::Await(_) => "an `await` expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "a `yield` expression",
        ExprKind::Star(_) => "a starred expression",
        ExprKind::Tuple(_) => "a tuple",
        ExprKind::List(_) => "a list",
        ExprKind::Set(_) => "a set",
        ExprKind::Dict(_) => "a dict",
        ExprKind::Comprehension { kind: ast::ComprehensionKind::Generator, .. } => {
            "a generator expression"
        }
        ExprKind::Comprehension { .. } | ExprKind::DictComprehension { .. } => "a comprehension",
        ExprKind::Attribute(..) => "an attribute",
        ExprKind::Subscript(..) => "a subscript",
        ExprKind::Slice(_) => "a slice",
        ExprKind::Call(..) => "the result of a call",
        ExprKind::AddressOf(_) => "an address",
        ExprKind::Cast { .. } => "a cast",
        ExprKind::SizeOf(_) => "`sizeof`",
        ExprKind::New { .. } => "a new object",
        ExprKind::Type(_) => "a type",
        ExprKind::Repr(_) => "a representation",
        ExprKind::Invalid => "this",
    }
}
