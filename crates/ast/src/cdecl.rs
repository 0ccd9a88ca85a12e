//! Statements of C declarations.

use base::{Span, Text};

use crate::{
    Arg, CName, CType, Declarator, Decorator, DottedName, ExceptionClause, Expr, Ident, Stmt,
    StrLit, TemplateParam, TypeName,
};

/// The word that a C declaration begins with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DeclKeyword {
    Cdef,
    Cpdef,
    Ctypedef,
    /// None, in a block that makes every line a declaration.
    Implied,
}

#[derive(Clone, Default, Debug)]
pub struct Modifiers {
    pub items: Vec<Modifier>,
}

#[derive(Clone, Copy, Debug)]
pub struct Modifier {
    pub kind: ModifierKind,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ModifierKind {
    Public,
    Private,
    Readonly,
    Extern,
    Api,
    Inline,
}

impl Modifiers {
    pub fn has(&self, kind: ModifierKind) -> bool {
        self.items.iter().any(|item| item.kind == kind)
    }
}

/// Variables, C attributes and function declarations without a body: `cdef int a = 1, *b, f(int) except -1`.
#[derive(Clone, Debug)]
pub struct CVarDecl {
    pub decorators: Vec<Decorator>,
    pub keyword: DeclKeyword,
    pub modifiers: Modifiers,
    /// Nothing: `cdef x`, `cdef f(x)`, C++ constructors.
    pub ty: Option<CType>,
    pub declarators: Vec<InitDeclarator>,
}

#[derive(Clone, Debug)]
pub struct InitDeclarator {
    pub span: Span,
    pub declarator: Declarator,
    pub init: Option<Expr>,
}

/// `cdef int f(int x) except -1: body`
#[derive(Clone, Debug)]
pub struct CFuncDef {
    pub decorators: Vec<Decorator>,
    /// `cpdef`: also a Python function.
    pub keyword: DeclKeyword,
    pub modifiers: Modifiers,
    pub ty: Option<CType>,
    /// Declares a function.
    pub declarator: Declarator,
    pub body: Vec<Stmt>,
}

/// `cdef class module.Name as Alias (bases) [object S, type T]: body`
#[derive(Clone, Debug)]
pub struct CClassDef {
    pub decorators: Vec<Decorator>,
    /// `cdef`, `cpdef`, or `ctypedef` as in `ctypedef public class`.
    pub keyword: DeclKeyword,
    pub modifiers: Modifiers,
    /// The last part is the name, what is before it the module.
    pub name: DottedName,
    pub alias: Option<Ident>,
    pub args: Vec<Arg>,
    pub options: Vec<ClassOption>,
    /// Nothing: a forward declaration.
    pub body: Option<Vec<Stmt>>,
}

/// `object Struct`, `type TypeObject`, `check_size ignore`
#[derive(Clone, Copy, Debug)]
pub struct ClassOption {
    pub span: Span,
    pub key: Ident,
    pub value: Ident,
}

#[derive(Clone, Debug)]
pub struct CStruct {
    pub decorators: Vec<Decorator>,
    pub keyword: DeclKeyword,
    pub modifiers: Modifiers,
    pub kind: StructKind,
    pub packed: bool,
    pub name: Ident,
    pub cname: Option<CName>,
    /// Members, with [`DeclKeyword::Implied`]. Nothing: a forward declaration.
    pub body: Option<Vec<Stmt>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StructKind {
    Struct,
    Union,
}

#[derive(Clone, Debug)]
pub struct CEnum {
    pub decorators: Vec<Decorator>,
    pub keyword: DeclKeyword,
    pub modifiers: Modifiers,
    /// `enum class`
    pub scoped: bool,
    pub name: Option<Ident>,
    pub cname: Option<CName>,
    /// `enum class Name(type)`
    pub underlying: Option<CType>,
    pub doc: Option<StrLit>,
    /// Nothing: a forward declaration.
    pub items: Option<Vec<EnumItem>>,
}

#[derive(Clone, Debug)]
pub struct EnumItem {
    pub span: Span,
    pub name: Ident,
    pub cname: Option<CName>,
    pub value: Option<Expr>,
}

/// `cdef cppclass Name[T](Base) nogil: body`
#[derive(Clone, Debug)]
pub struct CppClass {
    pub decorators: Vec<Decorator>,
    pub keyword: DeclKeyword,
    pub modifiers: Modifiers,
    pub name: Ident,
    pub cname: Option<CName>,
    pub templates: Vec<TemplateParam>,
    pub bases: Vec<CType>,
    pub gil: GilClause,
    /// Members, with [`DeclKeyword::Implied`]. Nothing: a forward declaration.
    pub body: Option<Vec<Stmt>>,
}

/// `ctypedef int (*callback)(void *) noexcept`
#[derive(Clone, Debug)]
pub struct CTypedef {
    pub decorators: Vec<Decorator>,
    pub modifiers: Modifiers,
    pub ty: CType,
    pub declarator: Declarator,
}

/// `ctypedef fused Name: members`
#[derive(Clone, Debug)]
pub struct Fused {
    pub decorators: Vec<Decorator>,
    pub modifiers: Modifiers,
    pub name: Ident,
    pub members: Vec<TypeName>,
}

/// `cdef extern from "header.h" namespace "n" nogil: body`
#[derive(Clone, Debug)]
pub struct CExtern {
    pub modifiers: Modifiers,
    pub header: ExternHeader,
    pub namespace: Option<CName>,
    /// For every function of the block that says nothing itself.
    pub exception: Option<ExceptionClause>,
    pub gil: GilClause,
    /// C text from a string at the start of the block.
    pub verbatim: Option<Text>,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub enum ExternHeader {
    File(CName),
    /// `from *`: nothing to include.
    Nothing,
}

/// `cdef public nogil: body`
#[derive(Clone, Debug)]
pub struct CdefBlock {
    pub keyword: DeclKeyword,
    pub modifiers: Modifiers,
    pub exception: Option<ExceptionClause>,
    pub gil: GilClause,
    pub body: Vec<Stmt>,
}

/// What a block says about the GIL for the functions in it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct GilClause {
    pub nogil: Option<Span>,
    pub with_gil: Option<Span>,
}
