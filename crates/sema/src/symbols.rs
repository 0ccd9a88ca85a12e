//! What names mean: the symbols of modules, C functions, and the table of all of them.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;

use base::{IdVec, Name, Span, Text};
use types::{ClassId, FuncType, Ty};

use crate::class_info::{ClassInfo, ClassSource};
use crate::declare::{Subst, Template};
use crate::{Context, Directives, FunctionScope, FunctionSource, LanguageLevel, ModuleInfo};

base::define_id! {
    pub struct SymbolId("sym");
    /// A module that takes part: the compiled one, or a definition file.
    pub struct ModuleId("mod");
    /// A C function: `cdef`, `cpdef` or extern.
    pub struct CFuncId("cfunc");
}

/// A name of a module.
#[derive(Clone, Debug)]
pub struct Symbol {
    pub name: Name,
    pub kind: SymbolKind,
    /// The type of a value; of a [`SymbolKind::Type`] the type itself. `Ty::OBJECT` for Python names.
    pub ty: Ty,
    pub span: Span,
    pub visibility: Visibility,
    /// The module whose source declares it.
    pub module: ModuleId,
}

#[derive(Clone, Debug)]
pub enum SymbolKind {
    /// A name in the module's dict.
    PyGlobal,
    /// A `cdef` variable of the compiled module.
    CGlobal(tir::GlobalId),
    /// A `cdef` variable of another module, which exports it.
    ImportedGlobal,
    /// A C variable or macro that a header declares.
    /// Not `declared`: by `cdef extern` without a header; the generated C has to declare it.
    ExternVar {
        cname: Name,
        declared: bool,
    },
    CFunc(CFuncId),
    Type(Ty),
    /// `value` is absent where only the C compiler knows it; then `cname` stands for it.
    EnumItem {
        cname: Name,
        value: Option<i128>,
    },
    /// A `DEF`: the value takes the name's place.
    Const(ConstValue),
    /// A module bound by `cimport`.
    Module(ModuleId),
    /// Something of the `cython` module by its dotted path there; empty for the module itself.
    Cython(Name),
    /// Declared, but of a kind that cannot be used yet; the text names it ("C++ classes").
    Unsupported(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Visibility {
    #[default]
    Private,
    Public,
    Readonly,
    Extern,
}

/// A value known at compile time.
#[derive(Clone, PartialEq, Debug)]
pub enum ConstValue {
    None,
    Ellipsis,
    Bool(bool),
    Int(i128),
    Float(f64),
    Complex(f64, f64),
    Str(Text),
    Bytes(Vec<u8>),
    Tuple(Vec<ConstValue>),
}

/// A C function as callers see it.
#[derive(Clone, Debug)]
pub struct CFunc<'a> {
    pub name: Name,
    /// In C.
    pub cname: Name,
    pub signature: FuncType,
    /// The signature as a type.
    pub ty: Ty,
    pub params: Vec<CParam<'a>>,
    pub origin: FuncOrigin,
    /// Python can call it too.
    pub cpdef: bool,
    pub inline: bool,
    pub visibility: Visibility,
    pub api: bool,
    /// The module whose source declares it: names in it are looked up there.
    pub module: ModuleId,
    pub span: Span,
    pub directives: Directives,
    /// Types of variables by `@cython.locals`, in a definition file or at the definition.
    pub locals: Vec<(ast::Ident, &'a ast::Expr)>,
    /// Where its body is; nothing for functions that are only declared.
    pub source: Option<FunctionSource<'a>>,
    /// The definition file of its module declares it, so other modules may use it.
    pub in_pxd: bool,
    /// What is not supported yet in its declaration: calls are refused.
    pub unsupported: Option<&'static str>,
    /// Parameters of fused types make it a template, of which only specialisations exist.
    pub template: Option<Rc<Template<'a>>>,
    /// What stands for the fused types in this specialisation.
    pub subst: Subst,
    /// The extension type of which it is a method.
    pub class: Option<ClassId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FuncOrigin {
    /// Defined in the compiled module.
    Module(tir::FuncId),
    /// Outside C code has it; not `declared` where no header does, by `cdef extern` without `from`.
    Extern { declared: bool },
    /// Another module exports it.
    Imported,
    /// An inline function of a definition file, of which the compiled module gets its own copy when it uses it.
    PxdInline,
    /// Not a function itself, but a template of functions.
    Template,
}

#[derive(Clone, Debug)]
pub struct CParam<'a> {
    pub name: Option<Name>,
    /// How calls name it: as the definition file does, which may differ from the definition.
    pub keyword: Option<Name>,
    pub ty: Ty,
    pub default: Option<CDefault<'a>>,
    pub not_none: bool,
    pub span: Span,
}

#[derive(Clone, Copy, Debug)]
pub enum CDefault<'a> {
    Value(&'a ast::Expr),
    /// `=*`: given by the definition.
    Elsewhere,
}

/// A module as a table of names.
#[derive(Clone, Debug)]
pub struct ModuleDecl {
    /// The full dotted name.
    pub name: String,
    pub path: PathBuf,
    pub is_package: bool,
    pub level: LanguageLevel,
    /// At the head of the file.
    pub directives: Directives,
    pub names: HashMap<Name, SymbolId>,
    /// Submodules that were cimported as `cimport package.module`.
    pub submodules: HashMap<Name, ModuleId>,
    /// A folder without a definition file of its own.
    pub is_namespace: bool,
    /// `from m import *` stands in it: any name may be bound.
    pub star_import: bool,
    /// Names of cimported modules that an import binds as well: `cimport numpy as np` beside `import numpy as np`.
    pub imported_too: HashSet<Name>,
    /// Names imported from `typing`, by what they are there; an empty text for the module itself.
    pub typing: HashMap<Name, Name>,
}

impl ModuleDecl {
    pub(crate) fn new(name: String, path: PathBuf, is_package: bool, level: LanguageLevel) -> Self {
        ModuleDecl {
            name,
            path,
            is_package,
            level,
            directives: Directives::default(),
            names: HashMap::new(),
            submodules: HashMap::new(),
            is_namespace: false,
            star_import: false,
            imported_too: HashSet::new(),
            typing: HashMap::new(),
        }
    }
}

/// All that is declared.
pub struct Declarations<'a> {
    pub info: ModuleInfo,
    pub modules: IdVec<ModuleId, ModuleDecl>,
    pub symbols: IdVec<SymbolId, Symbol>,
    pub cfuncs: IdVec<CFuncId, CFunc<'a>>,
    /// The module that is compiled. Its own definition file shares its names.
    pub main: ModuleId,
    /// The statements of the module in order, those of included files in their place; declarations among them.
    pub body: Vec<&'a ast::Stmt>,
    /// The scopes of `cdef` and `cpdef` functions with a body here, in order of their definition.
    pub cdef_scopes: Vec<FunctionScope<'a>>,
    /// Globals, externs, includes and exports are filled while declaring; every C function of the module has a function
    /// with its signature and no body yet.
    pub tir: tir::Module,
    /// Items of enums that are also names of the module for Python, in order.
    pub exported_items: Vec<ast::Ident>,
    pub(crate) externs: HashMap<Name, tir::ExternId>,
    /// The modules by their full names.
    pub(crate) loaded: HashMap<String, ModuleId>,
    /// The functions of the typed tree that inline functions of definition files became.
    pub(crate) inline_copies: HashMap<CFuncId, tir::FuncId>,
    /// The specialisations of templates that are used.
    pub(crate) specialised: HashMap<(CFuncId, Subst), CFuncId>,
    /// The fused types of the arguments of Python functions of the module.
    pub(crate) fused_defs: HashMap<Name, Rc<[types::FusedId]>>,
    /// C variables that the definition file of the module declares.
    pub(crate) pxd_names: Vec<Name>,
    /// The extension types that take part, also those of other modules.
    pub(crate) classes: HashMap<ClassId, ClassInfo<'a>>,
    /// Those that the compiled module defines, each base before what derives from it.
    pub(crate) class_order: Vec<ClassId>,
    /// Classes of other modules whose type objects are needed, each base before what derives from it.
    pub(crate) used_classes: Vec<ClassId>,
    /// The classes of the typed module, while their bodies are checked.
    pub(crate) built: HashMap<ClassId, tir::Class>,
    /// Statements that go before the module's own, behind those that make the types.
    pub(crate) early: Vec<tir::Stmt>,
    /// Names with two underscores at the front, as they are in each class.
    pub(crate) private_names: HashMap<ClassId, Rc<HashMap<Name, Name>>>,
    /// What classes have in slots, as far as it has been asked for.
    pub(crate) slot_functions: HashMap<(ClassId, tir::SlotRef), tir::FuncId>,
    /// The methods of functions in slots that only look for an override before they call them.
    pub(crate) slot_methods: HashMap<tir::FuncId, tir::FuncId>,
    /// Declarations with members that have not been looked at yet.
    pub(crate) pending_classes: Vec<PendingClass<'a>>,
    /// The `with` statements around definitions.
    pub(crate) blocks: Vec<crate::declare::Block>,
    /// The enums of the module that have Python classes, with their docstrings.
    pub(crate) python_enums: Vec<(types::EnumId, Option<tir::Const>)>,
    /// The modules that declare such enums.
    pub(crate) enum_modules: HashMap<types::EnumId, ModuleId>,
    /// What C++ adds: classes, their instances, overloads.
    pub(crate) cpp: crate::declare::Cpp,
    /// The modules that the compiled one cimports, and where it does so first.
    pub(crate) cimported: HashMap<ModuleId, Span>,
    /// The declarations of extern functions that share a name.
    pub(crate) overloads: HashMap<(ModuleId, Name), Vec<CFuncId>>,
    /// C variables that are `api`.
    pub(crate) api_names: Vec<Name>,
    /// The variables that hold the addresses of what other modules have.
    pub(crate) imported: HashMap<(ModuleId, Name), tir::GlobalId>,
    /// The variables that hold defaults of C functions that are not constant, by function and parameter.
    pub(crate) stored_defaults: HashMap<(CFuncId, usize), tir::GlobalId>,
    /// The include files that are being read, outermost first.
    pub(crate) including: Vec<PathBuf>,
}

/// A class statement that waits for its turn; what derives from the class needs it first.
#[derive(Clone, Copy)]
pub(crate) struct PendingClass<'a> {
    pub class: ClassId,
    pub source: ClassSource<'a>,
    pub place: crate::declare::Place<'a>,
}

/// What both steps of sema work on.
pub struct Analysis<'a> {
    pub cx: Context<'a>,
    pub decls: Declarations<'a>,
    /// What stands for fused types in the function that is looked at.
    pub subst: Subst,
}

/// Where a name stands: which module's names it sees, and which function's before those.
#[derive(Clone, Copy)]
pub struct Env<'s, 'a> {
    pub module: ModuleId,
    pub function: Option<&'s FunctionScope<'a>>,
    /// Inside an extern block, where function pointers never raise.
    pub external: bool,
}

impl<'s, 'a> Env<'s, 'a> {
    pub fn module(module: ModuleId) -> Self {
        Env { module, function: None, external: false }
    }

    pub fn function(scope: &'s FunctionScope<'a>) -> Self {
        Env { module: scope.module, function: Some(scope), external: false }
    }
}

impl<'a> Analysis<'a> {
    /// The symbol of a name in a module's own table.
    pub fn lookup(&self, module: ModuleId, name: Name) -> Option<SymbolId> {
        self.decls.modules[module].names.get(&name).copied()
    }

    pub fn symbol(&self, module: ModuleId, name: Name) -> Option<&Symbol> {
        self.lookup(module, name).map(|id| &self.decls.symbols[id])
    }

    pub fn text(&self, name: Name) -> &str {
        &self.cx.names[name]
    }

    /// The id by which the typed tree knows a C function or variable of a header. The same C name has one id.
    pub fn extern_id(&mut self, cname: Name, ty: Ty, declared: bool) -> tir::ExternId {
        let text = self.cx.names[cname].to_string();
        let externs = &mut self.decls.tir.externs;
        *self
            .decls
            .externs
            .entry(cname)
            .or_insert_with(|| externs.push(tir::Extern { cname: text, ty, declared }))
    }
}

impl ConstValue {
    /// As Python shows it; for messages.
    pub fn describe(&self) -> String {
        match self {
            ConstValue::None => "None".into(),
            ConstValue::Ellipsis => "...".into(),
            ConstValue::Bool(true) => "True".into(),
            ConstValue::Bool(false) => "False".into(),
            ConstValue::Int(value) => value.to_string(),
            ConstValue::Float(value) => value.to_string(),
            ConstValue::Complex(real, imaginary) => format!("({real}+{imaginary}j)"),
            ConstValue::Str(text) => format!("{text:?}"),
            ConstValue::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
            ConstValue::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| item.describe()).collect();
                format!("({})", items.join(", "))
            }
        }
    }
}
