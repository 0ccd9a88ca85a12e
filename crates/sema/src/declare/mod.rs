//! The first step: what is declared. Fills the [`Declarations`] of the module and of every definition file that takes part.
//!
//! A file is walked twice. The first walk takes what decides about other things, in order: `DEF` and `IF`, `include`,
//! cimports, and the names of types, so that those can be used before they are defined. It leaves a flat list of
//! statements, each with its [`Place`]. The second walk declares types, variables and functions in order.
//! Bodies of functions are looked at last ([`scopes`]), when all names of the module are known.

mod aggregates;
mod annotation_warnings;
mod annotations;
mod basic;
mod binder;
mod blocks;
mod buffers;
mod c_properties;
mod captures;
mod cimport;
mod class_members;
mod classes;
mod collect;
mod compile_time;
mod constants;
mod contracts;
mod cpp_classes;
mod cpp_types;
mod declarators;
mod directive_args;
pub(crate) mod exports;
mod functions;
pub(crate) mod fused;
mod fused_methods;
mod generators;
mod hints;
mod memoryviews;
mod names;
mod pure;
mod pure_functions;
mod python_names;
mod scopes;
mod settings;
mod signatures;
mod types;
mod variables;
mod view_arrays;
mod vtables;

use std::collections::HashMap;

use ::types::ClassId;
use ast::{DeclKeyword, ExceptionClause, ModifierKind, Modifiers};
use base::{IdVec, Name, Span};

use crate::{
    Analysis, Context, Declarations, Env, FileKind, LanguageLevel, ModuleDecl, ModuleId,
    ModuleInfo, PxdRequest, Visibility,
};

pub use annotations::Annotated;
pub use blocks::Block;
pub use constants::ConstInt;
pub(crate) use cpp_classes::Cpp;
pub use fused::{Subst, Template};
pub(crate) use generators::{consumed, is_async_generator};
pub(crate) use scopes::inner_suites;
pub use settings::{ClassSettings, Decorated, WithMeaning};
pub(crate) use types::ERRONEOUS;

/// Where a declaration stands: the module, and what the blocks around it say for all that is in them.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub module: ModuleId,
    pub pxd: bool,
    /// In an extern block or behind `cdef extern`.
    pub external: bool,
    /// In a block `extern from`: C code declares it.
    pub header: bool,
    pub cpdef: bool,
    pub visibility: Visibility,
    pub api: bool,
    pub inline: bool,
    /// In the body of an extension type.
    pub class: Option<ClassId>,
    pub exception: Option<&'a ExceptionClause>,
    pub nogil: Option<Span>,
    pub with_gil: Option<Span>,
    /// In `with` statements that speak to the compiler.
    pub block: Option<blocks::BlockId>,
    /// The C++ namespace of the block.
    pub namespace: Option<Name>,
}

impl<'a> Place<'a> {
    fn top(module: ModuleId, pxd: bool) -> Self {
        Place {
            module,
            pxd,
            external: false,
            header: false,
            cpdef: false,
            visibility: Visibility::Private,
            api: false,
            inline: false,
            class: None,
            exception: None,
            nogil: None,
            with_gil: None,
            block: None,
            namespace: None,
        }
    }

    pub(crate) fn env<'s>(self) -> Env<'s, 'a> {
        Env { module: self.module, function: None, external: self.external }
    }

    pub(crate) fn with_modifiers(mut self, modifiers: &Modifiers, keyword: DeclKeyword) -> Self {
        for modifier in &modifiers.items {
            match modifier.kind {
                ModifierKind::Public => self.visibility = Visibility::Public,
                ModifierKind::Private => self.visibility = Visibility::Private,
                ModifierKind::Readonly => self.visibility = Visibility::Readonly,
                ModifierKind::Extern => self.external = true,
                ModifierKind::Api => self.api = true,
                ModifierKind::Inline => self.inline = true,
            }
        }
        match keyword {
            DeclKeyword::Cpdef => self.cpdef = true,
            DeclKeyword::Cdef | DeclKeyword::Ctypedef | DeclKeyword::Implied => {}
        }
        self
    }
}

/// Declares everything of a module.
pub fn declare_module<'a>(
    cx: Context<'a>,
    module: &'a ast::Module,
    info: ModuleInfo,
) -> Analysis<'a> {
    let mut an = new_analysis(cx, info, level_of(module));
    let main = an.decls.main;
    let directives = an.head_directives(module, true);
    an.decls.modules[main].directives = directives;
    an.load_own_pxd();
    an.warn_dotted_source(Span::new(module.span.lo, module.span.lo));
    let place = Place::top(main, false);
    let items = an.collect(&module.body, place);
    an.declare_items(&items);
    an.declare_python_names();
    an.finish_classes();
    an.finish_functions();
    an.decls.tir.doc = docstring(&module.body);
    an.export_declared();
    if an.cx.sink.has_errors() {
        an.report_scopes();
    }
    an
}

fn level_of(tree: &ast::Module) -> LanguageLevel {
    if tree.language_level == 2 { LanguageLevel::Level2 } else { LanguageLevel::Level3 }
}

fn new_analysis<'a>(cx: Context<'a>, info: ModuleInfo, level: LanguageLevel) -> Analysis<'a> {
    let mut modules = IdVec::new();
    let table = ModuleDecl::new(info.name.clone(), info.path.clone(), info.is_package, level);
    let main = modules.push(table);
    let tir = tir::Module {
        name: info.name.clone(),
        source: info.path.display().to_string(),
        cplus: cx.options.cplus,
        ..tir::Module::default()
    };
    let decls = Declarations {
        info,
        modules,
        symbols: IdVec::new(),
        cfuncs: IdVec::new(),
        main,
        body: Vec::new(),
        cdef_scopes: Vec::new(),
        tir,
        exported_items: Vec::new(),
        externs: HashMap::new(),
        loaded: HashMap::new(),
        inline_copies: HashMap::new(),
        specialised: HashMap::new(),
        fused_defs: HashMap::new(),
        including: Vec::new(),
        pxd_names: Vec::new(),
        classes: HashMap::new(),
        class_order: Vec::new(),
        pending_classes: Vec::new(),
        blocks: Vec::new(),
        used_classes: Vec::new(),
        built: HashMap::new(),
        slot_functions: HashMap::new(),
        slot_methods: HashMap::new(),
        private_names: HashMap::new(),
        early: Vec::new(),
        python_enums: Vec::new(),
        enum_modules: HashMap::new(),
        api_names: Vec::new(),
        cpp: Cpp::default(),
        overloads: HashMap::new(),
        cimported: HashMap::new(),
        imported: HashMap::new(),
        stored_defaults: HashMap::new(),
    };
    Analysis { cx, decls, subst: Default::default() }
}

/// The docstring at the start of a suite, as a constant.
pub fn docstring(body: &[ast::Stmt]) -> Option<tir::Const> {
    let ast::StmtKind::Expr(expr) = &body.first()?.kind else { return None };
    let ast::ExprKind::Str(literal) = &expr.kind else { return None };
    Some(tir::Const::Str(literal.value.as_bytes().to_vec()))
}

impl<'a> Analysis<'a> {
    /// The definition file of the module shares its names.
    fn load_own_pxd(&mut self) {
        let info = self.decls.info.clone();
        if info.kind == FileKind::Pxd {
            return;
        }
        let name = info.name.clone();
        let request = PxdRequest { module: &name, importer: &info, own: true };
        let level = self.cx.options.language_level;
        if let Some(loaded) = self.load_pxd(request, level) {
            self.declare_own(loaded);
        }
    }

    /// A module may cimport its own definition file from wherever others would find that.
    pub(crate) fn load_own_from_afar(&mut self) {
        let info = self.decls.info.clone();
        let known = self.decls.loaded.insert(info.name.clone(), self.decls.main);
        if known.is_some() || info.kind == FileKind::Pxd {
            return;
        }
        let request = PxdRequest { module: &info.name, importer: &info, own: false };
        let level = self.cx.options.language_level;
        if let Some(loaded) = self.load_pxd(request, level) {
            self.declare_own(loaded);
        }
    }

    fn declare_own(&mut self, loaded: crate::Loaded) {
        self.decls.loaded.insert(self.decls.info.name.clone(), self.decls.main);
        let tree = self.cx.trees.add(loaded.tree);
        let main = self.decls.main;
        let path = std::mem::replace(&mut self.decls.modules[main].path, loaded.path);
        let items = self.collect(&tree.body, Place::top(main, true));
        self.declare_items(&items);
        self.decls.modules[main].path = path;
    }

    pub(crate) fn load_pxd(
        &mut self,
        request: PxdRequest<'_>,
        level: LanguageLevel,
    ) -> Option<crate::Loaded> {
        let cx = &mut self.cx;
        let parts = crate::Parts { names: cx.names, sources: cx.sources, sink: cx.sink, level };
        cx.loader.pxd(request, parts)
    }

    pub(crate) fn intern(&mut self, text: &str) -> Name {
        self.cx.names.intern(text)
    }
}
