//! Imports.

use ast::{Expr, ExprKind, FromImport, ImportNames, Stmt, StmtKind};
use base::Span;
use diag::syntax::{DeclarationPlace, FutureImport, StarImportPlace};

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
        let items = match &import.names {
            ImportNames::List(items) => items,
            ImportNames::Star(star) => {
                let problem = "features of `__future__` are imported by name".into();
                return self.push(FutureImport { at: *star, problem });
            }
        };
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
}
