//! Imports at run time. `cimport` was followed while declaring.

use ast::{FromImport, Ident, ImportAlias, ImportNames};
use base::Span;
use builtins::Directive;
use tir::{Const, Expr, ExprKind, Stmt};
use types::Ty;

use super::Checker;
use super::build::eval;
use super::names::Found;
use crate::SymbolKind;

impl Checker<'_, '_> {
    pub fn import_stmt(&mut self, aliases: &[ImportAlias], span: Span) -> Vec<Stmt> {
        let mut out = Vec::new();
        for alias in aliases {
            let parts: Vec<_> =
                alias.module.parts.iter().map(|part| self.text(part.name).to_string()).collect();
            // The `cython` module exists while compiling only.
            if parts.first().is_some_and(|first| first == "cython") && self.is_cython_import(alias)
            {
                continue;
            }
            let path = parts.join(".");
            if is_cimports(&path) {
                continue;
            }
            let name = match parts.len() {
                // A private name is that of the class here as well.
                1 => self.name_const(alias.module.parts[0].name, alias.module.span),
                _ => self.text_const(path.as_bytes(), alias.module.span),
            };
            let (target, module) = match alias.alias {
                Some(target) if parts.len() > 1 => {
                    let level = self.import_level(0, span);
                    let args = vec![self.module_expr(span), name, level];
                    (target, self.op("import.leaf", args, alias.span))
                }
                Some(target) => (target, self.import_name(name, None, 0, alias.span)),
                None => (alias.module.parts[0], self.import_name(name, None, 0, alias.span)),
            };
            self.assign_name(target, module, &mut out);
        }
        out
    }

    /// Whether `import cython` binds the name that the compiler knows.
    fn is_cython_import(&mut self, alias: &ImportAlias) -> bool {
        let target = alias.alias.unwrap_or(alias.module.parts[0]);
        matches!(self.find(target.name), super::names::Found::Cython(_))
    }

    /// Whether imports look beside the module first, as those of Python 2 do.
    fn looks_beside(&self) -> bool {
        let old = self.level2 && !super::module::has_future(self.an, "absolute_import");
        old || self.directive(Directive::Py2Import)
    }

    /// The number of dots, or -1 for a search beside the module first.
    fn import_level(&mut self, dots: u32, span: Span) -> Expr {
        let level = if dots == 0 && self.looks_beside() { -1 } else { i128::from(dots) };
        self.c_int(level, Ty::INT, span)
    }

    fn import_name(&mut self, name: Expr, wanted: Option<Expr>, level: u32, span: Span) -> Expr {
        let wanted = wanted.unwrap_or_else(|| self.null_object(span));
        let level = self.import_level(level, span);
        let args = vec![self.module_expr(span), name, wanted, level];
        self.op("import.name", args, span)
    }

    pub fn from_import(&mut self, import: &FromImport, span: Span) -> Vec<Stmt> {
        let mut out = Vec::new();
        if import.cimport {
            return out;
        }
        let path = match &import.module {
            Some(module) => {
                let parts: Vec<_> =
                    module.parts.iter().map(|part| self.text(part.name).to_string()).collect();
                parts.join(".")
            }
            None => String::new(),
        };
        if import.level == 0 && path == "__future__" {
            return self.future_import(import, span);
        }
        let cython = import.level == 0 && (path == "cython" || path.starts_with("cython."));
        if cython && is_cimports(&path) {
            return out;
        }
        let name = self.text_const(path.as_bytes(), span);
        match &import.names {
            ImportNames::Star(at) => {
                if cython {
                    return out;
                }
                if !self.in_module_body() {
                    self.unsupported(*at, "`import *` inside a function");
                    return out;
                }
                let wanted = Const::Tuple(vec![Const::Str(b"*".to_vec())]);
                let wanted = Expr::new(ExprKind::Const(wanted), Ty::TUPLE, span);
                let module = self.import_name(name, Some(wanted), import.level, span);
                let args = vec![self.module_expr(span), module];
                out.push(eval(self.op("import.star", args, span)));
            }
            ImportNames::List(items) => {
                let items: Vec<_> = items
                    .iter()
                    .filter(|item| {
                        let target = item.alias.unwrap_or(item.name);
                        !(cython
                            && matches!(self.find(target.name), super::names::Found::Cython(_)))
                    })
                    .collect();
                if items.is_empty() {
                    return out;
                }
                let names = items.iter().map(|item| Const::Name(item.name.name)).collect();
                let wanted = Expr::new(ExprKind::Const(Const::Tuple(names)), Ty::TUPLE, span);
                let module = self.import_name(name, Some(wanted), import.level, span);
                let module = self.store_temp(module, &mut out);
                for item in items {
                    if self.is_cimported_class(item, import) {
                        continue;
                    }
                    let member = self.name_const(item.name.name, item.span);
                    let value = self.op("import.from", vec![module.clone(), member], item.span);
                    let target: Ident = item.alias.unwrap_or(item.name);
                    self.assign_name(target, value, &mut out);
                }
            }
        }
        out
    }

    /// Whether the name is cimported from the same module as well: the extension type that it is bound to already.
    fn is_cimported_class(&mut self, item: &ast::ImportItem, import: &FromImport) -> bool {
        if item.alias.is_some_and(|alias| alias.name != item.name.name) {
            return false;
        }
        let Found::Symbol(symbol) = self.find(item.name.name) else { return false };
        let symbol = &self.an.decls.symbols[symbol];
        let SymbolKind::Type(ty) = symbol.kind else { return false };
        let Some(class) = self.types().as_class(ty) else { return false };
        let declared = self.an.decls.classes[&class].module;
        let Some(from) = self.an.imported_path(import, self.module) else { return false };
        // `cdef extern` declares the class of a Python module in the definition file of another.
        let def = &self.types().classes[class];
        let python = def.is_extern && self.text(def.module) == from;
        python || self.an.decls.modules[declared].name == from
    }

    /// `from __future__ import x` binds the feature's object, and what it changes is known already.
    fn future_import(&mut self, import: &FromImport, span: Span) -> Vec<Stmt> {
        let mut out = Vec::new();
        let ImportNames::List(items) = &import.names else { return out };
        let name = self.text_const(b"__future__", span);
        let names = items.iter().map(|item| Const::Name(item.name.name)).collect();
        let wanted = Expr::new(ExprKind::Const(Const::Tuple(names)), Ty::TUPLE, span);
        let module = self.import_name(name, Some(wanted), 0, span);
        let module = self.store_temp(module, &mut out);
        for item in items {
            let member = self.name_const(item.name.name, item.span);
            let value = self.op("import.from", vec![module.clone(), member], item.span);
            self.assign_name(item.alias.unwrap_or(item.name), value, &mut out);
        }
        out
    }
}

/// Whether a module of the `cython` module stands for definition files, which exist while compiling only.
fn is_cimports(path: &str) -> bool {
    path == "cython.cimports" || path.starts_with("cython.cimports.")
}
