//! The scope of one function: which names are its own, what is known of their types, and what its body contains that
//! decides how it is compiled.

use std::collections::HashMap;

use base::{IdVec, Name, Span};
use tir::LocalId;
use types::{ClassId, Ty};

use crate::declare::Subst;
use crate::{CFuncId, Directives, ModuleId};

/// Everything that checking a function's body needs to know in advance.
#[derive(Clone, Debug)]
pub struct FunctionScope<'a> {
    pub kind: FunctionKind,
    pub name: Name,
    /// As `__qualname__` shows it.
    pub qualname: String,
    pub source: FunctionSource<'a>,
    /// The function of the typed tree that its body is for; absent for functions that are not numbered yet (`def`).
    pub id: Option<tir::FuncId>,
    /// The extension type of which it is a method.
    pub class: Option<ClassId>,
    /// The extension type around it, of which it is no method.
    pub around: Option<ClassId>,
    /// Its signature, if it is a C function.
    pub cfunc: Option<CFuncId>,
    pub module: ModuleId,
    /// In the order of the C parameters: positional ones, keyword-only ones, `*args`, `**kwargs`.
    pub params: Vec<ParamDecl<'a>>,
    /// Parameters first, then the other variables in the order of their first appearance.
    pub locals: IdVec<LocalId, LocalDecl>,
    /// What the names that the function binds or declares are. All other names are the enclosing scopes'.
    pub names: HashMap<Name, Binding>,
    pub directives: Directives,
    /// The declared type of the result: of a C function always there, of a `def` if an annotation gives one.
    pub ret: Option<Ty>,
    pub nogil: bool,
    pub with_gil: bool,
    /// The first `yield` or `yield from` of the body itself.
    pub yields: Option<Span>,
    pub is_async: bool,
    /// Local names that inner functions use.
    pub captured: Vec<Name>,
    /// The decorators that are called at run time, in order of the text.
    pub rest_decorators: Vec<&'a ast::Decorator>,
    /// `@cython.critical_section`
    pub critical_section: Option<Span>,
    /// What stands for fused types in it.
    pub subst: Subst,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FunctionKind {
    /// The statements of the module.
    Module,
    Def,
    Cdef,
    Cpdef,
    /// The statements of a Python class: its names live in a namespace.
    Class,
}

/// The definition in the tree.
#[derive(Clone, Copy, Debug)]
pub enum FunctionSource<'a> {
    Def(&'a ast::FunctionDef),
    C(&'a ast::CFuncDef),
    Class(&'a ast::ClassDef),
    /// The statements of an extension type.
    CClass(&'a ast::CClassDef),
    /// The module itself; its statements are `Declarations::body`.
    Module,
}

impl<'a> FunctionSource<'a> {
    pub fn body(self) -> &'a [ast::Stmt] {
        match self {
            FunctionSource::Def(def) => &def.body,
            FunctionSource::C(def) => &def.body,
            FunctionSource::Class(def) => &def.body,
            FunctionSource::CClass(def) => def.body.as_deref().unwrap_or_default(),
            FunctionSource::Module => &[],
        }
    }

    pub fn decorators(self) -> &'a [ast::Decorator] {
        match self {
            FunctionSource::Def(def) => &def.decorators,
            FunctionSource::C(def) => &def.decorators,
            FunctionSource::Class(def) => &def.decorators,
            FunctionSource::CClass(def) => &def.decorators,
            FunctionSource::Module => &[],
        }
    }

    /// Where the definition begins: its first decorator, or its name.
    pub fn head(self, name: Span) -> Span {
        self.decorators().first().map_or(name, |first| first.span)
    }
}

#[derive(Clone, Debug)]
pub struct ParamDecl<'a> {
    pub local: LocalId,
    pub name: Name,
    pub form: ParamForm,
    /// The type that the text declares, by C syntax or by an annotation.
    pub declared: Option<Ty>,
    /// None passes for an argument of the declared object type.
    pub allows_none: bool,
    pub default: Option<&'a ast::Expr>,
    pub annotation: Option<&'a ast::Expr>,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamForm {
    PositionalOnly,
    Positional,
    KeywordOnly,
    Star,
    StarStar,
}

#[derive(Clone, Debug)]
pub struct LocalDecl {
    pub name: Name,
    /// The declared type; nothing where it is to be inferred.
    pub declared: Option<Ty>,
    pub is_param: bool,
    /// `&x` stands somewhere in the function.
    pub address_taken: bool,
    /// An inner function uses it.
    pub captured: bool,
    /// Of the declaration, or of the first binding.
    pub span: Span,
}

/// What a name of a function is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    Local(LocalId),
    /// `global x`
    Global,
    /// `nonlocal x`
    Nonlocal,
    /// `import cython` inside the function: a path in the `cython` module.
    Cython(Name),
}

impl<'a> FunctionScope<'a> {
    /// A scope without parameters and variables so far, of a function of the module at its top.
    pub fn new(
        kind: FunctionKind,
        (name, qualname): (Name, String),
        source: FunctionSource<'a>,
        module: ModuleId,
    ) -> Self {
        FunctionScope {
            kind,
            name,
            qualname,
            source,
            id: None,
            class: None,
            around: None,
            cfunc: None,
            module,
            params: Vec::new(),
            locals: IdVec::new(),
            names: HashMap::new(),
            directives: Directives::default(),
            ret: None,
            nogil: false,
            with_gil: false,
            yields: None,
            is_async: false,
            captured: Vec::new(),
            rest_decorators: Vec::new(),
            critical_section: None,
            subst: Subst::default(),
            span: Span::default(),
        }
    }

    pub fn local(&self, name: Name) -> Option<LocalId> {
        match self.names.get(&name)? {
            Binding::Local(local) => Some(*local),
            Binding::Global | Binding::Nonlocal | Binding::Cython(_) => None,
        }
    }
}
