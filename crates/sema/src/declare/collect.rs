//! The first walk over a file: compile-time conditions, include, cimport, names of types. What is left is a flat list.

use ast::{CExtern, ExprKind, ExternHeader, Module, Stmt, StmtKind};
use base::Span;
use diag::declarations::ExecutableInPxd;
use diag::modules::{IncludeDepth, NoIncludeFile};
use tir::Include;

use super::Place;
use crate::{Analysis, ModuleId, Symbol, SymbolKind, Visibility};
use types::Ty;

/// Statements with what the blocks around them say.
pub(crate) type Items<'a> = Vec<(&'a Stmt, Place<'a>)>;

impl<'a> Analysis<'a> {
    pub(crate) fn collect(&mut self, body: &'a [Stmt], place: Place<'a>) -> Items<'a> {
        for stmt in body {
            self.forward(stmt, place);
        }
        let mut items = Vec::new();
        for stmt in body {
            self.collect_stmt(stmt, place, &mut items);
        }
        items
    }

    /// Names of types, before anything else is known.
    fn forward(&mut self, stmt: &'a Stmt, place: Place<'a>) {
        match &stmt.kind {
            StmtKind::CStruct(def) => self.forward_struct(def, place),
            StmtKind::CEnum(def) => self.forward_enum(def, place),
            StmtKind::CClass(def) => self.forward_class(def, place),
            StmtKind::CppClass(def) => self.forward_cpp_class(def, place),
            StmtKind::CExtern(block) => {
                let place = self.extern_place(block, place);
                block.body.iter().for_each(|inner| self.forward(inner, place));
            }
            StmtKind::CdefBlock(block) => {
                let place = place.with_modifiers(&block.modifiers, block.keyword);
                block.body.iter().for_each(|inner| self.forward(inner, place));
            }
            _ => {}
        }
    }

    fn collect_stmt(&mut self, stmt: &'a Stmt, place: Place<'a>, items: &mut Items<'a>) {
        match &stmt.kind {
            StmtKind::CompileTimeDef { name, value } => {
                self.define_compile_time(*name, value, stmt.span, place.module);
            }
            StmtKind::CompileTimeIf { branches, orelse } => {
                let taken = self.compile_time_branch(branches, orelse, stmt.span, place.module);
                taken.iter().for_each(|inner| self.forward(inner, place));
                for inner in taken {
                    self.collect_stmt(inner, place, items);
                }
            }
            StmtKind::Include { path, path_span } => {
                let text = path.as_str().unwrap_or_default().to_string();
                self.include(&text, *path_span, place, items);
            }
            StmtKind::CExtern(block) => self.collect_extern(block, place, items),
            StmtKind::CdefBlock(block) => {
                let mut place = place.with_modifiers(&block.modifiers, block.keyword);
                place.exception = block.exception.as_ref().or(place.exception);
                place.nogil = block.gil.nogil.or(place.nogil);
                place.with_gil = block.gil.with_gil.or(place.with_gil);
                for inner in &block.body {
                    self.collect_stmt(inner, place, items);
                }
            }
            StmtKind::Cimport(aliases) => self.cimport(aliases, place.module),
            StmtKind::FromImport(import) if import.cimport => {
                self.cimport_names(import, stmt.span, place.module);
            }
            StmtKind::Import(aliases) => {
                self.import_of_cython(aliases, place.module);
                self.keep(stmt, place, items);
            }
            StmtKind::FromImport(import) => {
                self.imports_from_cython(import, place.module);
                self.keep(stmt, place, items);
            }
            StmtKind::ClassDef(def) => {
                self.forward_pure_class(def, place);
                self.keep(stmt, place, items);
            }
            _ => {
                self.keep(stmt, place, items);
                self.collect_suites(stmt, place, items);
            }
        }
    }

    fn keep(&mut self, stmt: &'a Stmt, place: Place<'a>, items: &mut Items<'a>) {
        if place.pxd {
            if let Some(what) = executable(stmt) {
                if !self.is_shared_text(stmt.span) {
                    self.report(ExecutableInPxd { at: stmt.span, what: what.into() });
                }
                return;
            }
        } else if place.module == self.decls.main && !place.external {
            self.decls.body.push(stmt);
        }
        self.imports_inside(stmt, place);
        items.push((stmt, place));
    }

    fn extern_place(&self, block: &'a CExtern, place: Place<'a>) -> Place<'a> {
        let mut place = place.with_modifiers(&block.modifiers, ast::DeclKeyword::Cdef);
        place.external = true;
        place.header = true;
        place.visibility = Visibility::Extern;
        place.exception = block.exception.as_ref();
        place.nogil = block.gil.nogil;
        place.with_gil = block.gil.with_gil;
        let namespace = block.namespace.as_ref().map(|namespace| namespace.text);
        place.namespace = namespace.filter(|&text| !self.cx.names[text].is_empty());
        place
    }

    /// A definition file may include a text for its constants that the module includes for its statements.
    fn is_shared_text(&self, at: Span) -> bool {
        let path = self.cx.sources.path_of(at);
        path.and_then(std::path::Path::extension).is_some_and(|ending| ending == "pxi")
    }

    fn collect_extern(&mut self, block: &'a CExtern, place: Place<'a>, items: &mut Items<'a>) {
        match &block.header {
            ExternHeader::File(name) => {
                let text = self.cx.names[name.text].to_string();
                let quoted = if text.starts_with('<') { text } else { format!("\"{text}\"") };
                self.add_include(Include::Header(quoted));
            }
            ExternHeader::Nothing => {}
        }
        if let Some(verbatim) = &block.verbatim {
            let text = verbatim.as_str().unwrap_or_default().to_string();
            self.add_include(Include::Verbatim(text));
        }
        let place = self.extern_place(block, place);
        for inner in &block.body {
            self.collect_stmt(inner, place, items);
        }
    }

    fn add_include(&mut self, include: Include) {
        if !self.decls.tir.includes.contains(&include) {
            self.decls.tir.includes.push(include);
        }
    }

    fn include(&mut self, name: &str, at: Span, place: Place<'a>, items: &mut Items<'a>) {
        let current = self.cx.sources.path_of(at).map(std::path::Path::to_path_buf);
        let from = current.unwrap_or_else(|| self.decls.modules[place.module].path.clone());
        let level = self.decls.modules[place.module].level;
        let cx = &mut self.cx;
        let parts = crate::Parts { names: cx.names, sources: cx.sources, sink: cx.sink, level };
        let Some(loaded) = cx.loader.include(name, &from, parts) else {
            self.report(NoIncludeFile { at, path: name.into() });
            return;
        };
        if self.decls.including.contains(&loaded.path) {
            self.report(IncludeDepth { at, path: name.into() });
            return;
        }
        self.decls.including.push(loaded.path);
        let tree: &'a Module = self.cx.trees.add(loaded.tree);
        tree.body.iter().for_each(|stmt| self.forward(stmt, place));
        for stmt in &tree.body {
            self.collect_stmt(stmt, place, items);
        }
        self.decls.including.pop();
    }

    /// Imports that speak to the compiler count in the suites of statements too.
    fn imports_inside(&mut self, stmt: &'a Stmt, place: Place<'a>) {
        for inner in super::scopes::inner_suites(stmt) {
            for stmt in inner {
                if let StmtKind::Cimport(aliases) = &stmt.kind {
                    self.cimport(aliases, place.module);
                } else if let StmtKind::Import(aliases) = &stmt.kind {
                    self.import_of_cython(aliases, place.module);
                } else if let StmtKind::FromImport(import) = &stmt.kind
                    && import.cimport
                {
                    self.cimport_names(import, stmt.span, place.module);
                } else if let StmtKind::FromImport(import) = &stmt.kind {
                    self.imports_from_cython(import, place.module);
                }
                self.imports_inside(stmt, place);
            }
        }
    }

    pub(crate) fn bind_cython(&mut self, name: ast::Ident, path: &str, module: ModuleId) {
        let path = self.intern(path);
        let symbol = Symbol {
            name: name.name,
            kind: SymbolKind::Cython(path),
            ty: Ty::OBJECT,
            span: name.span,
            visibility: Visibility::Private,
            module,
        };
        self.bind(symbol, module);
    }
}

/// What a statement is that a definition file may not have.
fn executable(stmt: &Stmt) -> Option<&'static str> {
    match &stmt.kind {
        StmtKind::Pass
        | StmtKind::Invalid
        | StmtKind::CVar(_)
        | StmtKind::CFunc(_)
        | StmtKind::CClass(_)
        | StmtKind::CStruct(_)
        | StmtKind::CEnum(_)
        | StmtKind::CppClass(_)
        | StmtKind::CTypedef(_)
        | StmtKind::Fused(_)
        | StmtKind::WithTemplate { .. } => None,
        StmtKind::Expr(expr) => {
            (!matches!(expr.kind, ExprKind::Str(_) | ExprKind::Ellipsis | ExprKind::Call(..)))
                .then_some("an expression")
        }
        // Plain classes and inline `def`s in definition files are left to be reported where they matter.
        StmtKind::Import(_) | StmtKind::FromImport(_) => None,
        StmtKind::Assign { value, .. } => {
            (!matches!(value.kind, ExprKind::Call(..))).then_some("an assignment")
        }
        StmtKind::AnnAssign { value: None, .. } => None,
        StmtKind::FunctionDef(_) => Some("a Python function"),
        StmtKind::ClassDef(_) => Some("a Python class"),
        _ => Some("an executable statement"),
    }
}
