//! Decorators of Python's library that mean something to the compiler: `functools.total_ordering`.

use ast::{Expr, ExprKind, ImportNames, StmtKind};

use crate::Analysis;

impl Analysis<'_> {
    /// Whether an expression names a member of a Python module that the statements of this module import.
    pub(crate) fn names_python(&self, expr: &Expr, module: &str, member: &str) -> bool {
        let text = |name| -> &str { &self.cx.names[name] };
        let is_module = |parts: &[ast::Ident]| match parts {
            [only] => text(only.name) == module,
            _ => false,
        };
        self.decls.body.iter().any(|stmt| match (&stmt.kind, &expr.kind) {
            (StmtKind::Import(items), ExprKind::Attribute(base, name)) => {
                let ExprKind::Name(base) = base.kind else { return false };
                text(name.name) == member
                    && items.iter().any(|item| {
                        let bound = item.alias.as_ref().or(item.module.parts.first());
                        is_module(&item.module.parts) && bound.is_some_and(|it| it.name == base)
                    })
            }
            (StmtKind::FromImport(import), ExprKind::Name(used)) => {
                let ImportNames::List(items) = &import.names else { return false };
                let from = import.module.as_ref().is_some_and(|it| is_module(&it.parts));
                from && !import.cimport
                    && import.level == 0
                    && items.iter().any(|item| {
                        let bound = item.alias.as_ref().unwrap_or(&item.name);
                        text(item.name.name) == member && bound.name == *used
                    })
            }
            _ => false,
        })
    }
}
