//! `match` statements.

use base::Span;

use crate::{Expr, Ident, Stmt};

#[derive(Clone, Debug)]
pub struct MatchCase {
    pub span: Span,
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub struct Pattern {
    pub span: Span,
    pub kind: PatternKind,
}

#[derive(Clone, Debug)]
pub enum PatternKind {
    /// A number, a string or a dotted name, compared by `==`.
    Value(Box<Expr>),
    /// Compared by `is`.
    Singleton(Singleton),
    /// `_`
    Wildcard,
    Capture(Ident),
    /// `pattern as name`
    As(Box<Pattern>, Ident),
    Or(Vec<Pattern>),
    /// In square or round brackets, or bare.
    Sequence(Vec<Pattern>),
    /// `*name`; `*_` has no name. In sequences only.
    Star(Option<Ident>),
    /// Keys are values (or singletons, as expressions); `**rest` is last.
    Mapping {
        items: Vec<(Expr, Pattern)>,
        rest: Option<Ident>,
    },
    Class {
        class: Box<Expr>,
        positional: Vec<Pattern>,
        keywords: Vec<KeywordPattern>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Singleton {
    None,
    True,
    False,
    Null,
}

#[derive(Clone, Debug)]
pub struct KeywordPattern {
    pub span: Span,
    pub name: Ident,
    pub pattern: Pattern,
}
