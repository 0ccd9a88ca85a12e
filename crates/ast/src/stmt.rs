//! Statements; those of C declarations are in `cdecl`.

use base::{Span, Text};

use crate::{
    BinaryOp, CClassDef, CEnum, CExtern, CFuncDef, CStruct, CTypedef, CVarDecl, CdefBlock,
    ClassDef, CppClass, Expr, ForHeader, FunctionDef, Fused, Ident, MatchCase, TemplateParam,
    TypeParam,
};

#[derive(Clone, Debug)]
pub struct Stmt {
    pub span: Span,
    pub kind: StmtKind,
}

#[derive(Clone, Debug)]
pub enum StmtKind {
    Pass,
    Break,
    Continue,
    /// A docstring is the first statement of its suite.
    Expr(Expr),
    /// `target = target = value`, at least one target.
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    AugAssign {
        target: Expr,
        op: BinaryOp,
        value: Expr,
    },
    /// `target: annotation = value`. Not simple: `(name): int`, attributes and subscripts.
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
        simple: bool,
    },
    Return(Option<Expr>),
    /// `raise exc from cause`; `raise exc, value, traceback` in the old form.
    Raise {
        exc: Option<Expr>,
        cause: Option<Expr>,
        value: Option<Box<Expr>>,
        traceback: Option<Box<Expr>>,
    },
    Assert {
        test: Expr,
        message: Option<Expr>,
    },
    /// The items of a list of targets; a tuple or list in brackets is one item.
    Del(Vec<Expr>),
    Global(Vec<Ident>),
    Nonlocal(Vec<Ident>),
    Import(Vec<ImportAlias>),
    Cimport(Vec<ImportAlias>),
    FromImport(FromImport),
    /// `type Name[T] = value`
    TypeAlias {
        name: Ident,
        type_params: Vec<TypeParam>,
        value: Expr,
    },
    /// At language level 2. A comma at the end suppresses the line end.
    Print {
        file: Option<Expr>,
        values: Vec<Expr>,
        newline: bool,
    },
    /// `exec code in globals, locals`, at language level 2.
    Exec {
        code: Expr,
        globals: Option<Expr>,
        locals: Option<Expr>,
    },

    /// At least one branch.
    If {
        branches: Vec<Branch>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    For {
        is_async: bool,
        header: ForHeader,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    Try {
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        orelse: Vec<Stmt>,
        finally: Vec<Stmt>,
    },
    /// `with nogil:` has the expression `nogil`, a name like any other here.
    With {
        is_async: bool,
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Expr,
        cases: Vec<MatchCase>,
    },
    FunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),

    CVar(Box<CVarDecl>),
    CFunc(Box<CFuncDef>),
    CClass(Box<CClassDef>),
    CStruct(Box<CStruct>),
    CEnum(Box<CEnum>),
    CppClass(Box<CppClass>),
    CTypedef(Box<CTypedef>),
    Fused(Box<Fused>),
    CExtern(Box<CExtern>),
    CdefBlock(Box<CdefBlock>),
    /// `with template[T]:` around C function declarations.
    WithTemplate {
        params: Vec<TemplateParam>,
        body: Vec<Stmt>,
    },
    /// `property name:` in an extension type.
    Property {
        name: Ident,
        body: Vec<Stmt>,
    },
    /// `DEF name = value`
    CompileTimeDef {
        name: Ident,
        value: Expr,
    },
    /// `IF ... ELIF ... ELSE ...`
    CompileTimeIf {
        branches: Vec<Branch>,
        orelse: Vec<Stmt>,
    },
    /// `include "file"`
    Include {
        path: Text,
        path_span: Span,
    },
    /// Text that was reported and skipped.
    Invalid,
}

/// `if test: body`, and the `elif`s.
#[derive(Clone, Debug)]
pub struct Branch {
    pub span: Span,
    pub test: Expr,
    pub body: Vec<Stmt>,
}

/// `except type as name: body`
#[derive(Clone, Debug)]
pub struct Handler {
    pub span: Span,
    /// `except*`; the parser reports a mixture.
    pub is_star: bool,
    /// Several types without brackets are a tuple.
    pub types: Option<Expr>,
    /// A name after `as`; any target after the comma of the old form `except E, target` at language level 2.
    pub target: Option<Expr>,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub struct WithItem {
    pub context: Expr,
    pub target: Option<Expr>,
}

#[derive(Clone, Debug)]
pub struct Decorator {
    /// With the `@`.
    pub span: Span,
    pub expr: Expr,
}

/// `a.b.c`; never empty.
#[derive(Clone, Debug)]
pub struct DottedName {
    pub span: Span,
    pub parts: Vec<Ident>,
}

/// `a.b.c as d`
#[derive(Clone, Debug)]
pub struct ImportAlias {
    pub span: Span,
    pub module: DottedName,
    pub alias: Option<Ident>,
}

/// `from ..module import a as b, c`
#[derive(Clone, Debug)]
pub struct FromImport {
    pub cimport: bool,
    /// The number of leading dots.
    pub level: u32,
    pub module: Option<DottedName>,
    pub names: ImportNames,
}

#[derive(Clone, Debug)]
pub enum ImportNames {
    Star(Span),
    List(Vec<ImportItem>),
}

#[derive(Clone, Copy, Debug)]
pub struct ImportItem {
    pub span: Span,
    pub name: Ident,
    pub alias: Option<Ident>,
}
