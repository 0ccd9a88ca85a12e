//! Imports, and statements about scopes.

use ast::{Expr, ExprKind, FromImport, Ident, ImportNames, Params, Stmt, StmtKind};
use base::{Name, Span};
use diag::syntax::{DeclarationPlace, FutureImport, ScopeStatement, StarImportPlace};

use super::{Checker, Scope};

/// Features that `from __future__ import` can name.
const FEATURES: &[&str] = &[
    "absolute_import",
    "annotations",
    "barry_as_FLUFL",
    "division",
    "generator_stop",
    "generators",
    "nested_scopes",
    "print_function",
    "unicode_literals",
    "with_statement",
];

impl Checker<'_> {
    fn is_future(&self, import: &FromImport) -> bool {
        let module = import.module.as_ref().filter(|_| import.level == 0 && !import.cimport);
        module.is_some_and(
            |module| matches!(module.parts[..], [part] if &self.names[part.name] == "__future__"),
        )
    }

    /// They come first, behind the docstring and each other.
    pub(super) fn check_future_imports(&mut self, body: &[Stmt]) {
        let mut first = true;
        let mut past_docstring = false;
        for stmt in body {
            match &stmt.kind {
                StmtKind::FromImport(import) if self.is_future(import) => {
                    if !first {
                        let problem = "imports from `__future__` come first in a file".into();
                        self.push(FutureImport { at: stmt.span, problem });
                    }
                    self.check_features(import);
                    past_docstring = true;
                }
                StmtKind::Expr(Expr { kind: ExprKind::Str(_) | ExprKind::Bytes(_), .. })
                    if !past_docstring =>
                {
                    past_docstring = true;
                }
                // Others read over `pass` too.
                StmtKind::Pass => {}
                _ => first = false,
            }
        }
    }

    fn check_features(&mut self, import: &FromImport) {
        let ImportNames::List(items) = &import.names else { return };
        for item in items {
            let feature = self.text(item.name.name);
            if feature == "braces" {
                self.push(FutureImport { at: item.span, problem: "not a chance".into() });
            } else if !FEATURES.contains(&&*feature) {
                let problem = format!("`{feature}` is no feature of `__future__`");
                self.push(FutureImport { at: item.span, problem });
            }
        }
    }

    pub(super) fn check_from_import(&mut self, at: Span, import: &FromImport) {
        if import.cimport {
            self.check_cimport(at);
        }
        if let (ImportNames::Star(star), false) =
            (&import.names, self.around.scope == Scope::Module)
        {
            self.push(StarImportPlace { at: *star });
        }
        if self.is_future(import) && (self.around.scope != Scope::Module || self.around.nested) {
            let problem = "imports from `__future__` come first in a file".into();
            self.push(FutureImport { at, problem });
        }
    }

    pub(super) fn check_cimport(&mut self, at: Span) {
        if self.around.scope != Scope::Module {
            let place = "in a function or class".into();
            self.push(DeclarationPlace { at, what: "`cimport`".into(), place });
        }
    }

    // ---- global and nonlocal

    pub(super) fn check_nonlocal(&mut self, idents: &[Ident]) {
        if self.around.scope == Scope::Module {
            for ident in idents {
                let (name, problem) =
                    (self.text(ident.name), "cannot be nonlocal at the level of the module".into());
                self.push(ScopeStatement { at: ident.span, name, problem });
            }
        }
    }

    /// What a function says of its names: a parameter is neither global nor nonlocal, and no name is both.
    pub(super) fn check_scope_statements(&mut self, params: &Params, body: &[Stmt]) {
        let mut said = Vec::new();
        collect(body, &mut said);
        if said.is_empty() {
            return;
        }
        let params: Vec<Name> =
            params.items.iter().filter_map(|param| param.ident()).map(|id| id.name).collect();
        for &(ident, global) in &said {
            let word = if global { "global" } else { "nonlocal" };
            let problem = if params.contains(&ident.name) {
                format!("is a parameter and cannot be {word}")
            } else if global && said.iter().any(|(other, g)| !g && other.name == ident.name) {
                "cannot be both global and nonlocal".to_owned()
            } else {
                continue;
            };
            let name = self.text(ident.name);
            self.push(ScopeStatement { at: ident.span, name, problem });
        }
    }
}

/// The names of `global` (true) and `nonlocal` statements of one scope.
fn collect(body: &[Stmt], said: &mut Vec<(Ident, bool)>) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::Global(idents) => said.extend(idents.iter().map(|ident| (*ident, true))),
            StmtKind::Nonlocal(idents) => said.extend(idents.iter().map(|ident| (*ident, false))),
            StmtKind::If { branches, orelse } | StmtKind::CompileTimeIf { branches, orelse } => {
                for branch in branches {
                    collect(&branch.body, said);
                }
                collect(orelse, said);
            }
            StmtKind::While { body, orelse, .. } | StmtKind::For { body, orelse, .. } => {
                collect(body, said);
                collect(orelse, said);
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                collect(body, said);
                for handler in handlers {
                    collect(&handler.body, said);
                }
                collect(orelse, said);
                collect(finally, said);
            }
            StmtKind::With { body, .. } => collect(body, said),
            StmtKind::Match { cases, .. } => {
                for case in cases {
                    collect(&case.body, said);
                }
            }
            _ => {}
        }
    }
}
