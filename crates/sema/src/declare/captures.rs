//! Which names inner functions take from an expression that has a scope of its own: a lambda, a comprehension.

use std::collections::HashSet;

use ast::{Expr, ExprKind, Visitor, walk};
use base::Name;

use super::binder::{Binder, Facts};
use crate::{Analysis, Directives, ModuleId};

impl Analysis<'_> {
    /// What an expression binds and what functions inside it use.
    pub(crate) fn expression_facts(
        &mut self,
        exprs: &[&Expr],
        module: ModuleId,
        directives: &Directives,
    ) -> Facts {
        let mut binder = Binder::new(self, module, directives.clone());
        exprs.iter().for_each(|expr| binder.visit_expr(expr));
        binder.facts
    }

    /// The names that a function's body uses, those of functions inside it among them.
    pub(crate) fn used_names(
        &mut self,
        body: &[ast::Stmt],
        module: ModuleId,
        directives: &Directives,
    ) -> HashSet<Name> {
        let mut binder = Binder::quiet(self, module, directives.clone());
        binder.body(body);
        let Facts { used, inner_free, .. } = binder.facts;
        used.into_keys().chain(inner_free).collect()
    }

    /// The names that functions inside some expressions take from outside of themselves.
    pub(crate) fn captured_names(
        &mut self,
        exprs: &[&Expr],
        module: ModuleId,
        directives: &Directives,
    ) -> HashSet<Name> {
        let mut functions = Functions { found: false };
        exprs.iter().for_each(|expr| functions.visit_expr(expr));
        match functions.found {
            true => self.expression_facts(exprs, module, directives).inner_free,
            false => HashSet::new(),
        }
    }
}

/// Whether there is an inner function at all.
struct Functions {
    found: bool,
}

impl Visitor for Functions {
    fn visit_expr(&mut self, expr: &Expr) {
        self.found |= matches!(
            expr.kind,
            ExprKind::Lambda { .. }
                | ExprKind::Comprehension { kind: ast::ComprehensionKind::Generator, .. }
        );
        if !self.found {
            walk::walk_expr(self, expr);
        }
    }
}
