//! C types and declarators as written.

use base::Span;

use crate::{CName, Expr, Ident, Params};

/// Specifiers and base of a declaration: `const unsigned int`, `vector[int].iterator`, `double[:, ::1]`.
#[derive(Clone, Debug)]
pub struct CType {
    pub span: Span,
    pub qualifiers: Qualifiers,
    pub base: CBase,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Qualifiers {
    pub is_const: bool,
    pub is_volatile: bool,
    pub is_restrict: bool,
    /// Some word stands twice.
    pub duplicate: bool,
}

#[derive(Clone, Debug)]
pub enum CBase {
    /// Several type words. A single one (`int`, `unsigned`, `long`, `double`, `object`) is a [`CBase::Name`]: such names
    /// mean other things in other places.
    Basic(BasicType),
    Name(Ident),
    /// `module.Name`, and `vector[int].iterator`.
    Member(Box<CBase>, Ident),
    /// Template arguments, memoryview axes, buffer options, an array size: `T[...]`.
    Subscript(Box<CBase>, Vec<TypeArg>),
    /// `(int, double)`
    Tuple(Vec<TypeName>),
    /// `(int *)`, as in `(int *)[4]`.
    Group(Box<TypeName>),
}

/// Merged words: `unsigned long long int`, `long double`, `float complex`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BasicType {
    pub sign: Sign,
    pub length: Length,
    pub word: BasicWord,
    pub is_complex: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sign {
    Unmarked,
    Signed,
    Unsigned,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Length {
    Normal,
    Short,
    Long,
    LongLong,
}

/// The word that sign and length apply to; `Int` when there is none (`unsigned long`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BasicWord {
    Int,
    Char,
    Float,
    Double,
}

/// A complete type without a declared name: casts, template arguments, `sizeof`, ctuple items, fused members.
#[derive(Clone, Debug)]
pub struct TypeName {
    pub span: Span,
    pub ty: CType,
    /// Without a name.
    pub declarator: Declarator,
}

/// An item of `[...]` behind a type or a declarator.
#[derive(Clone, Debug)]
pub struct TypeArg {
    pub span: Span,
    pub kind: TypeArgKind,
}

#[derive(Clone, Debug)]
pub enum TypeArgKind {
    /// A size, an axis ([`ExprKind::Slice`](crate::ExprKind::Slice)), or a type: either one that reads as an expression, or an
    /// [`ExprKind::Type`](crate::ExprKind::Type).
    Item(Expr),
    /// `ndim=2` of a buffer type.
    Keyword(Ident, Expr),
    /// `T=*` of a template parameter that has a default.
    Optional(Ident),
}

/// What surrounds a declared name, from the outside in. `int *f(int)` is a pointer around a function around `f`.
#[derive(Clone, Debug)]
pub struct Declarator {
    pub span: Span,
    pub kind: DeclaratorKind,
}

#[derive(Clone, Debug)]
pub enum DeclaratorKind {
    /// The middle of every declarator. No name: an abstract declarator.
    Name(Option<DeclName>),
    /// `* const inner`
    Pointer(Qualifiers, Box<Declarator>),
    /// `& inner`; `&& inner` where it is an rvalue reference.
    Reference { rvalue: bool, inner: Box<Declarator> },
    /// `inner[...]`: an array size (none or one item) or template parameters of a function.
    Brackets(Box<Declarator>, Vec<TypeArg>),
    /// `inner(params) except -1 nogil`
    Function { inner: Box<Declarator>, params: Box<Params>, tail: Box<FuncTail> },
    /// `__stdcall inner`
    CallingConvention(Ident, Box<Declarator>),
}

#[derive(Clone, Debug)]
pub struct DeclName {
    /// Operators and destructors are spelled `operator+`, `operator bool`, `~Name`.
    pub ident: Ident,
    pub cname: Option<CName>,
}

/// What follows the parameters of a C function.
#[derive(Clone, Default, Debug)]
pub struct FuncTail {
    /// `const` methods of C++ classes.
    pub is_const: bool,
    pub exception: Option<ExceptionClause>,
    pub nogil: Option<Span>,
    pub with_gil: Option<Span>,
    /// `nogil` stands before the exception clause, which deserves a warning.
    pub nogil_first: bool,
    /// `-> T`, which only a `def` may have; kept for the message.
    pub returns: Option<Box<Expr>>,
}

#[derive(Clone, Debug)]
pub struct ExceptionClause {
    pub span: Span,
    pub kind: ExceptionKind,
}

#[derive(Clone, Debug)]
pub enum ExceptionKind {
    /// `noexcept`
    Never,
    /// `except value`
    Value(Box<Expr>),
    /// `except? value`
    Maybe(Box<Expr>),
    /// `except *`
    Check,
    /// `except +`
    Cpp(Option<CppHandler>),
}

/// What translates a C++ exception.
#[derive(Clone, Debug)]
pub enum CppHandler {
    /// `except +*`: a Python exception may be set already.
    Star,
    /// `except +name`: an exception class or a function; decided later.
    Name(Box<Expr>),
}

/// A parameter of a C++ class template.
#[derive(Clone, Copy, Debug)]
pub struct TemplateParam {
    pub ident: Ident,
    /// `=*`: the template has a default for it.
    pub optional: bool,
}

impl Declarator {
    /// The declared name, if there is one.
    pub fn name(&self) -> Option<&DeclName> {
        let mut declarator = self;
        loop {
            match &declarator.kind {
                DeclaratorKind::Name(name) => return name.as_ref(),
                DeclaratorKind::Pointer(_, inner)
                | DeclaratorKind::Reference { inner, .. }
                | DeclaratorKind::Brackets(inner, _)
                | DeclaratorKind::Function { inner, .. }
                | DeclaratorKind::CallingConvention(_, inner) => declarator = inner,
            }
        }
    }

    /// Whether nothing surrounds the name (or its absence).
    pub fn is_plain(&self) -> bool {
        matches!(self.kind, DeclaratorKind::Name(_))
    }

    /// Whether the declared name itself is a function: `*f(int)` is, `(*f)(int)` is not.
    pub fn declares_function(&self) -> bool {
        let mut declarator = self;
        let mut nearest = false;
        loop {
            match &declarator.kind {
                DeclaratorKind::Name(_) => return nearest,
                DeclaratorKind::Function { inner, .. } => {
                    nearest = true;
                    declarator = inner;
                }
                // Template parameters stand between a function and its name.
                DeclaratorKind::Brackets(inner, _) => declarator = inner,
                DeclaratorKind::Pointer(_, inner)
                | DeclaratorKind::Reference { inner, .. }
                | DeclaratorKind::CallingConvention(_, inner) => {
                    nearest = false;
                    declarator = inner;
                }
            }
        }
    }
}
