//! cimport in all its forms, and imports of the `cython` module.

use ast::{FromImport, Ident, ImportAlias, ImportNames};
use base::Span;
use builtins::Directive;
use diag::directives::UnknownCythonName;
use diag::functions::NeedsCpp;
use diag::modules::{
    DottedFile, ImportOfCimports, NoDefinitionFile, NotInDefinitionFile, RelativeBeyondPackage,
};

use super::names::hint;
use super::types::ERRONEOUS;
use super::{Place, level_of};
use crate::{
    Analysis, LanguageLevel, ModuleDecl, ModuleId, PxdRequest, Symbol, SymbolKind, Visibility,
};
use types::Ty;

/// What `import cython.cimports.a.b` begins with.
const CIMPORTS: &str = "cython.cimports";

impl<'a> Analysis<'a> {
    fn dotted(&self, name: &ast::DottedName) -> String {
        let parts: Vec<&str> = name.parts.iter().map(|part| &self.cx.names[part.name]).collect();
        parts.join(".")
    }

    /// `cimport a.b.c`, `cimport a.b as c`
    pub(crate) fn cimport(&mut self, aliases: &'a [ImportAlias], into: ModuleId) {
        for item in aliases {
            let name = self.dotted(&item.module);
            self.cimport_module(&name, item.alias, item, into);
        }
    }

    fn cimport_module(
        &mut self,
        name: &str,
        alias: Option<Ident>,
        item: &'a ImportAlias,
        into: ModuleId,
    ) {
        let Some(first) = item.module.parts.first().copied() else { return };
        let name = match (cimports_rest(name), alias) {
            (None, _) => name,
            (Some(target), Some(_)) if !target.is_empty() => target,
            (Some(_), _) => return self.report(ImportOfCimports { at: item.span }),
        };
        if let Some(rest) = cython_rest(name) {
            self.check_special_module(rest, item.module.span);
            match alias {
                Some(alias) => self.bind_cython(alias, rest, into),
                None => self.bind_cython(first, "", into),
            }
            return;
        }
        let Some(module) = self.find_module(name, item.module.span, into) else {
            return self.bind_erroneous(alias.unwrap_or(first), into);
        };
        match alias {
            Some(alias) => self.bind_module(alias, module, into),
            None => self.bind_packages(name, first, module, into),
        }
    }

    /// A name that could not be found; its uses are not reported again.
    fn bind_erroneous(&mut self, name: Ident, into: ModuleId) {
        self.bind_unsupported(name, ERRONEOUS, Place::top(into, false));
    }

    fn bind_module(&mut self, name: Ident, module: ModuleId, into: ModuleId) {
        let symbol = Symbol {
            name: name.name,
            kind: SymbolKind::Module(module),
            ty: Ty::OBJECT,
            span: name.span,
            visibility: Visibility::Private,
            module: into,
        };
        self.bind(symbol, into);
    }

    /// `cimport a.b.c` binds `a`, in which `b.c` leads to the module.
    fn bind_packages(&mut self, name: &str, first: Ident, module: ModuleId, into: ModuleId) {
        let mut inner = module;
        let mut path = name;
        while let Some((package, last)) = path.rsplit_once('.') {
            let outer = match self.decls.loaded.get(package).copied() {
                Some(outer) => outer,
                None => {
                    let outer = self.namespace(package);
                    self.decls.loaded.insert(package.to_string(), outer);
                    outer
                }
            };
            let last = self.cx.names.intern(last);
            self.decls.modules[outer].submodules.insert(last, inner);
            inner = outer;
            path = package;
        }
        self.bind_module(first, inner, into);
    }

    /// A package without a definition file of its own.
    fn namespace(&mut self, name: &str) -> ModuleId {
        let level = LanguageLevel::Level3;
        let mut table = ModuleDecl::new(name.into(), Default::default(), true, level);
        table.is_namespace = true;
        self.decls.modules.push(table)
    }

    /// The module of a full name, loaded if it is not yet. Where there is none, the relative one of level 2 counts.
    fn find_module(&mut self, name: &str, at: Span, from: ModuleId) -> Option<ModuleId> {
        if let Some(module) = self.module_by_name(name) {
            self.warn_dotted(module, at);
            if from == self.decls.main {
                self.decls.cimported.entry(module).or_insert(at);
            }
            return Some(module);
        }
        if self.decls.modules[from].level == LanguageLevel::Level2
            && let Some(package) = self.package_of(from, 1)
            && let Some(module) = self.module_by_name(&format!("{package}.{name}"))
        {
            return Some(module);
        }
        self.report(NoDefinitionFile { at, module: name.into() });
        None
    }

    /// `a.b.pxd` in place of `a/b.pxd`.
    fn warn_dotted(&mut self, module: ModuleId, at: Span) {
        let table = &self.decls.modules[module];
        let (path, name) = (table.path.clone(), table.name.as_str());
        let dotted = name.contains('.')
            && path.file_stem().is_some_and(|stem| stem.to_string_lossy() == name);
        if let (true, Some(file)) = (dotted, path.file_name()) {
            let file = file.to_string_lossy().into_owned();
            self.report(DottedFile { at, file });
        }
    }

    pub(crate) fn warn_dotted_source(&mut self, at: Span) {
        self.warn_dotted(self.decls.main, at);
    }

    fn module_by_name(&mut self, name: &str) -> Option<ModuleId> {
        if let Some(&module) = self.decls.loaded.get(name)
            && !self.decls.modules[module].is_namespace
        {
            return Some(module);
        }
        if name == self.decls.info.name {
            self.load_own_from_afar();
            return Some(self.decls.main);
        }
        let info = self.decls.info.clone();
        let request = PxdRequest { module: name, importer: &info, own: false };
        let Some(loaded) = self.load_pxd(request, LanguageLevel::Level3) else {
            if let Some(&module) = self.decls.loaded.get(name) {
                return Some(module);
            }
            if !self.cx.loader.is_package(name, &info) {
                return None;
            }
            let module = self.namespace(name);
            self.decls.loaded.insert(name.to_string(), module);
            return Some(module);
        };
        let level = level_of(&loaded.tree);
        let table = ModuleDecl::new(name.into(), loaded.path, loaded.is_package, level);
        // Known before it is read, since definition files may cimport each other.
        let module = match self.decls.loaded.get(name).copied() {
            Some(namespace) => {
                let submodules = std::mem::take(&mut self.decls.modules[namespace].submodules);
                self.decls.modules[namespace] = ModuleDecl { submodules, ..table };
                namespace
            }
            None => self.decls.modules.push(table),
        };
        self.decls.loaded.insert(name.to_string(), module);
        let tree = self.cx.trees.add(loaded.tree);
        let directives = self.head_directives(tree, false);
        self.decls.modules[module].directives = directives;
        let items = self.collect(&tree.body, Place::top(module, true));
        self.declare_items(&items);
        Some(module)
    }

    /// The modules inside of `cython` are few.
    fn check_special_module(&mut self, rest: &str, at: Span) {
        const MODULES: [&str; 5] = ["cimports", "dataclasses", "operator", "parallel", "view"];
        if !rest.is_empty() && !MODULES.contains(&rest) {
            let first = rest.split('.').next().unwrap_or_default();
            let hint = match Directive::by_name(first) {
                Some(_) => format!("; use `import cython`, and then `cython.{first}`"),
                None => hint(first, MODULES.into_iter()),
            };
            self.report(UnknownCythonName { at, name: format!("cython.{rest}"), hint });
        }
    }

    /// The package that `level` leading dots mean.
    fn package_of(&self, module: ModuleId, level: u32) -> Option<String> {
        let table = &self.decls.modules[module];
        let mut parts: Vec<&str> = table.name.split('.').collect();
        if !table.is_package {
            parts.pop();
        }
        for _ in 1..level {
            parts.pop()?;
        }
        (!parts.is_empty()).then(|| parts.join("."))
    }

    /// The full name of the module that `from` names; nothing where its dots lead out of the package.
    pub(crate) fn imported_path(&self, import: &FromImport, from: ModuleId) -> Option<String> {
        let name = import.module.as_ref().map(|module| self.dotted(module)).unwrap_or_default();
        if import.level == 0 {
            return Some(name);
        }
        let package = self.package_of(from, import.level)?;
        Some(if name.is_empty() { package } else { format!("{package}.{name}") })
    }

    /// `from a.b cimport c as d`, `from . cimport e`, `from m cimport *`
    pub(crate) fn cimport_names(&mut self, import: &'a FromImport, at: Span, into: ModuleId) {
        let Some(mut name) = self.imported_path(import, into) else {
            return self.report(RelativeBeyondPackage { at });
        };
        if let Some(target) = cimports_rest(&name) {
            if target.is_empty() {
                return self.modules_of_cimports(&import.names, into);
            }
            name = target.to_string();
        } else if let Some(rest) = cython_rest(&name) {
            let at = import.module.as_ref().map_or(at, |module| module.span);
            return self.names_of_cython((rest, at), &import.names, into);
        }
        let at = import.module.as_ref().map_or(at, |module| module.span);
        let Some(module) = self.find_module(&name, at, into) else {
            if let ImportNames::List(items) = &import.names {
                for item in items {
                    self.bind_erroneous(item.alias.unwrap_or(item.name), into);
                }
            }
            return;
        };
        self.names_of_module(module, &import.names, into);
    }

    fn names_of_module(&mut self, module: ModuleId, names: &'a ImportNames, into: ModuleId) {
        let items = match names {
            ImportNames::Star(_) => {
                // Also what the module has cimported itself.
                let table = &self.decls.modules[module].names;
                let mut all: Vec<_> = table.iter().map(|(&name, &id)| (id, name)).collect();
                all.sort_unstable();
                for (id, name) in all.into_iter().filter(|_| module != into) {
                    self.bind_alias(name, id, into);
                }
                return;
            }
            ImportNames::List(items) => items,
        };
        for item in items {
            let bound = item.alias.unwrap_or(item.name);
            if let Some(id) = self.lookup(module, item.name.name) {
                self.bind_alias(bound.name, id, into);
                continue;
            }
            let text = self.cx.names[item.name.name].to_string();
            let full = format!("{}.{text}", self.decls.modules[module].name);
            if let Some(submodule) = self.module_by_name(&full) {
                self.bind_module(bound, submodule, into);
                continue;
            }
            let level2 = self.decls.modules[into].level == crate::LanguageLevel::Level2;
            let same = bound.name == item.name.name;
            if same && crate::check::is_builtin_name(&text, level2) {
                // Builtin names are around every module, so this one stays what it is.
                continue;
            }
            let known: Vec<String> = self.decls.modules[module]
                .names
                .keys()
                .map(|name| self.cx.names[*name].to_string())
                .collect();
            let hint = hint(&text, known.iter().map(String::as_str));
            let module = self.decls.modules[module].name.clone();
            self.report(NotInDefinitionFile { at: item.name.span, name: text, module, hint });
            self.bind_erroneous(bound, into);
        }
    }

    /// `from cython.cimports import libc`
    fn modules_of_cimports(&mut self, names: &'a ImportNames, into: ModuleId) {
        let ImportNames::List(items) = names else { return };
        for item in items {
            let target = self.cx.names[item.name.name].to_string();
            if let Some(module) = self.find_module(&target, item.span, into) {
                self.bind_module(item.alias.unwrap_or(item.name), module, into);
            }
        }
    }

    fn names_of_cython(
        &mut self,
        (path, at): (&str, Span),
        names: &'a ImportNames,
        into: ModuleId,
    ) {
        const PARALLEL: [&str; 3] = ["parallel", "prange", "threadid"];
        self.check_special_module(path, at);
        let ImportNames::List(items) = names else { return };
        for item in items {
            let text = &self.cx.names[item.name.name];
            if path == "parallel" && !PARALLEL.contains(&text) {
                let hint = hint(text, PARALLEL.into_iter());
                let name = format!("cython.parallel.{text}");
                self.report(UnknownCythonName { at: item.span, name, hint });
                continue;
            }
            if full_typeid(path, text) && !self.cx.options.cplus && into == self.decls.main {
                let what = "`cython.operator.typeid`".into();
                self.report(NeedsCpp { at: item.span, what });
            }
            let text = &self.cx.names[item.name.name];
            let full = if path.is_empty() { text.into() } else { format!("{path}.{text}") };
            self.bind_cython(item.alias.unwrap_or(item.name), &full, into);
        }
    }

    /// `import cython`, `import cython as cy`, `import cython.cimports.a.b as c`, `import typing`
    pub(crate) fn import_of_cython(&mut self, aliases: &'a [ImportAlias], into: ModuleId) {
        for item in aliases {
            let name = self.dotted(&item.module);
            if name == "typing" {
                let bound = item.alias.unwrap_or(item.module.parts[0]);
                let empty = self.intern("");
                self.decls.modules[into].typing.insert(bound.name, empty);
            }
            let Some(rest) = cython_rest(&name) else { continue };
            match (cimports_rest(&name), item.alias) {
                (Some(target), Some(alias))
                    if !target.is_empty() && &self.cx.names[alias.name] != "cython" =>
                {
                    let found = self.find_module(target, item.module.span, into);
                    if let Some(module) = found {
                        self.bind_module(alias, module, into);
                    }
                }
                (Some(_), _) => self.report(ImportOfCimports { at: item.span }),
                (None, alias) => {
                    self.check_special_module(rest, item.module.span);
                    if let Some(alias) = alias {
                        self.bind_cython(alias, rest, into);
                        continue;
                    }
                    if let Some(first) = item.module.parts.first() {
                        self.bind_cython(*first, "", into);
                    }
                }
            }
        }
    }

    /// `from cython import cfunc, int as c_int`, `from cython.cimports.libc.math import sin`, `from typing import Optional`
    pub(crate) fn imports_from_cython(&mut self, import: &'a FromImport, into: ModuleId) {
        let Some(module) = &import.module else { return };
        if import.level > 0 {
            return;
        }
        let name = self.dotted(module);
        if name == "typing" {
            if let ImportNames::List(items) = &import.names {
                for item in items {
                    let bound = item.alias.unwrap_or(item.name).name;
                    self.decls.modules[into].typing.insert(bound, item.name.name);
                }
            }
            return;
        }
        let Some(rest) = cython_rest(&name) else { return };
        match cimports_rest(&name) {
            Some("") => self.modules_of_cimports(&import.names, into),
            Some(target) => {
                if let Some(found) = self.find_module(target, module.span, into) {
                    self.names_of_module(found, &import.names, into);
                }
            }
            None => self.names_of_cython((rest, module.span), &import.names, into),
        }
    }

    /// Whether an import statement only speaks to the compiler, and has nothing to do at run time.
    pub fn is_compile_time_import(&self, stmt: &ast::Stmt) -> bool {
        match &stmt.kind {
            ast::StmtKind::Import(aliases) => {
                aliases.iter().all(|item| self.is_cython_module(&item.module))
            }
            ast::StmtKind::FromImport(import) => {
                import.level == 0
                    && import.module.as_ref().is_some_and(|module| self.is_cython_module(module))
            }
            _ => false,
        }
    }

    /// `cython`, `cython.parallel`, ...
    pub fn is_cython_module(&self, module: &ast::DottedName) -> bool {
        module.parts.first().is_some_and(|first| &self.cx.names[first.name] == "cython")
    }
}

/// The one operator that C does not have at all.
fn full_typeid(path: &str, name: &str) -> bool {
    path == "operator" && name == "typeid"
}

/// What follows `cython` in a dotted name; empty for the module itself.
fn cython_rest(name: &str) -> Option<&str> {
    if name == "cython" { Some("") } else { name.strip_prefix("cython.") }
}

fn cimports_rest(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(CIMPORTS)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}
