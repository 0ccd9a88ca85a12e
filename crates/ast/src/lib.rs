//! The tree as written: one set of types for `.pyx`, `.pxd`, `.pxi` and `.py` sources.
//!
//! Nothing here has meaning yet. The parser only records the shape of the text; which names are types, which
//! brackets are template arguments, array sizes or memoryview axes, and what a decorator does is decided
//! later. What the rules of the shapes are:
//!
//! - Every node has a [`Span`](base::Span) that covers its text. Parentheses that only group belong to no node; those of
//!   a tuple or a generator expression belong to it.
//! - Literals hold values, not spellings: [`literal`]. Adjacent string literals are one node.
//! - A C declaration is a *type* ([`CType`], with specifiers and base) and *declarators* ([`Declarator`], from the outside
//!   in, as in C: `int *a[3]` is a pointer declarator around the brackets around the name).
//! - A type without declarators, as in a cast or a template argument, is a [`TypeName`]: its declarator has no name.
//! - `[...]` after a type or a declarator keeps its items as [`TypeArg`]s, undecided.
//! - A parameter that is one name is [`ParamDecl::Undecided`]: in `cdef int f(x)` it may be a type or a name.
//! - An expression that can only be a type (`unsigned int`, `char *`), in places where either may stand, is
//!   [`ExprKind::Type`]. A type that looks like an expression (`int`, `vector[int]`) stays an expression there.
//! - A suite is a `Vec<Stmt>`; an absent one (no `else`) is empty. Where absence matters (a declaration without a body),
//!   it is an `Option`.
//! - Chains are flat: `elif` branches, comparisons, `and`/`or`, adjacent literals and several targets of one assignment are vectors.
//!   What nests is bounded by the parser ([`MAX_DEPTH`]), so that recursion over a tree is safe.
//! - What could not be parsed is [`StmtKind::Invalid`] or [`ExprKind::Invalid`], and has been reported.

mod cdecl;
mod ctype;
mod dump;
mod dump_decl;
mod dump_expr;
mod expr;
mod function;
pub mod literal;
mod pattern;
mod source;
mod source_decl;
mod source_expr;
mod source_pattern;
mod source_text;
mod stmt;
pub mod walk;

pub use cdecl::{
    CClassDef, CEnum, CExtern, CFuncDef, CStruct, CTypedef, CVarDecl, CdefBlock, ClassOption,
    CppClass, DeclKeyword, EnumItem, ExternHeader, Fused, GilClause, InitDeclarator, Modifier,
    ModifierKind, Modifiers, StructKind,
};
pub use ctype::{
    BasicType, BasicWord, CBase, CType, CppHandler, DeclName, Declarator, DeclaratorKind,
    ExceptionClause, ExceptionKind, FuncTail, Length, Qualifiers, Sign, TemplateParam, TypeArg,
    TypeArgKind, TypeName,
};
pub use dump::dump;
pub use expr::{
    Arg, ArgKind, BinaryOp, BoolOp, CmpOp, CompClause, Comparison, ComprehensionKind, DictItem,
    Expr, ExprKind, ForFrom, ForHeader, Relation, Slice, UnaryOp,
};
pub use function::{
    ClassDef, FunctionDef, Noneness, Param, ParamDecl, ParamDefault, ParamKind, Params, TypeParam,
    TypeParamKind,
};
pub use literal::{
    BytesLit, CName, CharLit, Escape, FField, FPart, FString, FloatLit, IntLit, IntSuffix,
    PlainBytes, StrLit,
};
pub use pattern::{KeywordPattern, MatchCase, Pattern, PatternKind, Singleton};
pub use source::{expression_source, source};
pub use stmt::{
    Branch, Decorator, DottedName, FromImport, Handler, ImportAlias, ImportItem, ImportNames, Stmt,
    StmtKind, WithItem,
};
pub use walk::Visitor;

use base::{Name, Span};

/// The parser rejects what would make a tree deeper than this, counted in expressions, declarators and suites
/// together. Real programs stay far below; recursion on a stack of a few hundred megabytes is safe.
pub const MAX_DEPTH: usize = 3_000;

/// A source file.
#[derive(Clone, Debug)]
pub struct Module {
    pub span: Span,
    /// 2 or 3: from the options, or from a comment in the head.
    pub language_level: u8,
    /// Settings in comments before the first statement.
    pub header: Vec<HeaderComment>,
    pub body: Vec<Stmt>,
    /// All of the text fits the grammar: nothing in the tree is missing or invalid.
    pub whole: bool,
}

/// `# cython: key=value` (one for each pair) or `# distutils: key = value`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeaderComment {
    pub tool: HeaderTool,
    pub key: String,
    pub value: String,
    pub key_span: Span,
    pub value_span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderTool {
    Cython,
    Distutils,
}

/// A name where it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ident {
    pub name: Name,
    pub span: Span,
}
