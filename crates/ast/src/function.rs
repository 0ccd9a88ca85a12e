//! Python functions and classes, and the parameters of every kind of function.

use base::Span;

use crate::{Arg, CType, Declarator, Decorator, Expr, Ident, Stmt};

#[derive(Clone, Debug)]
pub struct FunctionDef {
    pub decorators: Vec<Decorator>,
    pub is_async: bool,
    pub name: Ident,
    pub type_params: Vec<TypeParam>,
    pub params: Params,
    pub returns: Option<Expr>,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub struct ClassDef {
    pub decorators: Vec<Decorator>,
    pub name: Ident,
    pub type_params: Vec<TypeParam>,
    pub args: Vec<Arg>,
    pub body: Vec<Stmt>,
}

impl FunctionDef {
    /// Where the definition begins: its first decorator, or its name.
    pub fn head(&self) -> Span {
        self.decorators.first().map_or(self.name.span, |first| first.span)
    }
}

/// `[T: bound = default]`
#[derive(Clone, Debug)]
pub struct TypeParam {
    pub span: Span,
    pub kind: TypeParamKind,
    pub name: Ident,
    pub bound: Option<Expr>,
    /// May be a [`ExprKind::Star`](crate::ExprKind::Star) for `*Ts`.
    pub default: Option<Expr>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeParamKind {
    TypeVar,
    /// `*Ts`
    TypeVarTuple,
    /// `**P`
    ParamSpec,
}

/// Parameters of a `def`, a lambda or a C function, in the order of the text.
#[derive(Clone, Default, Debug)]
pub struct Params {
    pub span: Span,
    pub items: Vec<Param>,
    /// Where the `/` stands: so many items are before it.
    pub slash: Option<(usize, Span)>,
    /// Where a lone `*` stands: so many items are before it.
    pub bare_star: Option<(usize, Span)>,
    /// `...` at the end of C parameters.
    pub variadic: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct Param {
    pub span: Span,
    pub kind: ParamKind,
    pub decl: ParamDecl,
    pub noneness: Noneness,
    pub annotation: Option<Expr>,
    pub default: Option<ParamDefault>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamKind {
    Normal,
    /// `*args`
    Star,
    /// `**kwargs`
    DoubleStar,
}

#[derive(Clone, Debug)]
pub enum ParamDecl {
    /// One name: in a `def` the parameter's, in a C signature perhaps its type.
    Undecided(Ident),
    /// A type with a declarator, which may have no name (`int *`, `vector[int]`).
    Typed { ty: CType, declarator: Declarator },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Noneness {
    Unsaid,
    /// `not None`
    NotNone,
    /// `or None`
    OrNone,
}

#[derive(Clone, Debug)]
pub enum ParamDefault {
    Value(Expr),
    /// `=*` or `=?`: there is a default, given elsewhere.
    Elsewhere(Span),
}

impl Params {
    /// How many parameters can only be passed by position.
    pub fn positional_only(&self) -> usize {
        self.slash.map_or(0, |(count, _)| count)
    }

    /// Where the parameters start that can only be passed by keyword: after `*` or `*args`.
    pub fn keyword_only_from(&self) -> usize {
        let star = self.items.iter().position(|item| item.kind == ParamKind::Star);
        let after_star = star.map(|index| index + 1);
        self.bare_star.map(|(count, _)| count).or(after_star).unwrap_or(self.items.len())
    }
}

impl Param {
    /// The name that an undecided parameter is taken to declare, or that its declarator has.
    pub fn ident(&self) -> Option<Ident> {
        match &self.decl {
            ParamDecl::Undecided(ident) => Some(*ident),
            ParamDecl::Typed { declarator, .. } => declarator.name().map(|name| name.ident),
        }
    }
}
