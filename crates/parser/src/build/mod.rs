//! What the actions of the grammar call: methods that make nodes, one for each form, by topic.

// The generated parser moves its values often: large ones are boxed, and unpacked here.
#![allow(clippy::boxed_local, clippy::vec_box)]

mod cdef;
mod compound;
mod expr;
mod params;
mod pattern;
mod stmt;
mod strings;
mod types;

use ast::{Expr, Ident, Stmt};
use base::{Interner, Name, Span};
use diag::{Diagnostic, Sink};
use lalrpop_util::ErrorRecovery;
use lexer::{FileKind, Literals, Token};

pub use cdef::{CVarParts, ClassParts, CppParts, EnumLine, EnumParts, Head, StructParts};
pub use expr::{ArgItem, Operand};
pub use params::ParamItem;
pub use pattern::{PatternArg, PatternItem};
pub use strings::StringPart;
pub use types::{Pointing, Quals, TailPart};

/// What the generated parser gives.
pub enum Tree {
    Module(Vec<Stmt>),
    Expression(Expr),
}

pub type Recovery = ErrorRecovery<u32, Token, ()>;

/// The state of one run.
pub struct Builder<'a> {
    pub(crate) literals: &'a Literals,
    /// All tokens, to look back from an error.
    pub(crate) tokens: &'a [(Token, Span)],
    pub(crate) language_level: u8,
    pub(crate) kind: FileKind,
    pub(crate) names: &'a mut Interner,
    sink: &'a mut Sink,
    /// `_`
    wildcard: Name,
}

impl<'a> Builder<'a> {
    pub fn new(
        literals: &'a Literals,
        tokens: &'a [(Token, Span)],
        language_level: u8,
        kind: FileKind,
        names: &'a mut Interner,
        sink: &'a mut Sink,
    ) -> Self {
        let wildcard = names.intern("_");
        Builder { literals, tokens, language_level, kind, names, sink, wildcard }
    }

    pub(crate) fn push(&mut self, diagnostic: impl Into<Diagnostic>) {
        self.sink.push(diagnostic);
    }

    pub fn ident(&mut self, l: u32, name: Name, r: u32) -> Ident {
        Ident { name, span: Span::new(l, r) }
    }
}

/// Appends an item to a list.
pub fn push<T>(mut list: Vec<T>, item: T) -> Vec<T> {
    list.push(item);
    list
}

/// Puts an item in front of a list.
pub fn cons<T>(first: T, mut rest: Vec<T>) -> Vec<T> {
    rest.insert(0, first);
    rest
}

/// Appends what is in boxes.
pub fn append<T>(mut list: Vec<T>, items: Vec<Box<T>>) -> Vec<T> {
    list.extend(items.into_iter().map(|item| *item));
    list
}

pub fn unbox<T>(items: Vec<Box<T>>) -> Vec<T> {
    append(Vec::with_capacity(items.len()), items)
}
