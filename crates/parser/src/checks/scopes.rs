//! `global` and `nonlocal`: what they may name, and that they come before the first use.

use std::collections::HashMap;

use ast::walk::{self, Visitor};
use ast::{
    Expr, ExprKind, ForHeader, Ident, ImportNames, Param, ParamDefault, Params, Stmt, StmtKind,
};
use base::{Name, Span};
use diag::syntax::{DeclaredLate, ScopeStatement};

use super::{Checker, Scope};

/// A name of a `global` or `nonlocal` statement, and which of them it is.
#[derive(Clone, Copy)]
struct Said {
    ident: Ident,
    global: bool,
}

impl Said {
    fn word(self) -> &'static str {
        if self.global { "global" } else { "nonlocal" }
    }
}

impl Checker<'_> {
    pub(super) fn check_nonlocal(&mut self, idents: &[Ident]) {
        if self.around.scope == Scope::Module {
            for &ident in idents {
                self.scope_problem(ident, "cannot be nonlocal at the level of the module".into());
            }
        }
    }

    fn scope_problem(&mut self, ident: Ident, problem: String) {
        let name = self.text(ident.name);
        self.push(ScopeStatement { at: ident.span, name, problem });
    }

    /// What a function or class says of its names: a parameter is neither global nor nonlocal, and no name is both.
    pub(super) fn check_scope_statements(&mut self, params: &[Param], body: &[Stmt]) {
        let mut said = Vec::new();
        collect(body, &mut said);
        if said.is_empty() {
            return;
        }
        let params: Vec<Name> =
            params.iter().filter_map(|param| param.ident()).map(|id| id.name).collect();
        for &one in &said {
            if params.contains(&one.ident.name) {
                self.scope_problem(
                    one.ident,
                    format!("is a parameter and cannot be {}", one.word()),
                );
            } else if one.global
                && said.iter().any(|other| !other.global && other.ident.name == one.ident.name)
            {
                self.scope_problem(one.ident, "cannot be both global and nonlocal".into());
            }
        }
        let mut order =
            Order { used: HashMap::new(), said: &said, late: Vec::new(), annotated: Vec::new() };
        for stmt in body {
            order.visit_stmt(stmt);
        }
        let Order { late, annotated, .. } = order;
        for (one, used) in late {
            let (at, name, word) = (one.ident.span, self.text(one.ident.name), one.word().into());
            self.push(DeclaredLate { at, name, word, used });
        }
        for (ident, word) in annotated {
            self.scope_problem(ident, format!("is {word} and cannot have an annotation"));
        }
    }
}

/// The names of the statements of one scope.
fn collect(body: &[Stmt], said: &mut Vec<Said>) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::Global(idents) => {
                said.extend(idents.iter().map(|&ident| Said { ident, global: true }))
            }
            StmtKind::Nonlocal(idents) => {
                said.extend(idents.iter().map(|&ident| Said { ident, global: false }))
            }
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

/// Reads a function in the order of its text; functions and comprehensions within it are other scopes.
struct Order<'s> {
    /// Where each name stands first.
    used: HashMap<Name, Span>,
    said: &'s [Said],
    /// With the first use.
    late: Vec<(Said, Span)>,
    annotated: Vec<(Ident, &'static str)>,
}

impl Order<'_> {
    fn declared(&mut self, idents: &[Ident], global: bool) {
        for &ident in idents {
            if let Some(&used) = self.used.get(&ident.name) {
                self.late.push((Said { ident, global }, used));
            }
        }
    }

    fn used(&mut self, ident: Ident) {
        self.used.entry(ident.name).or_insert(ident.span);
    }

    fn defaults(&mut self, params: &Params) {
        for param in &params.items {
            if let Some(ParamDefault::Value(value)) = &param.default {
                self.visit_expr(value);
            }
        }
    }
}

impl Visitor for Order<'_> {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Global(idents) => self.declared(idents, true),
            StmtKind::Nonlocal(idents) => self.declared(idents, false),
            StmtKind::FunctionDef(def) => {
                for decorator in &def.decorators {
                    self.visit_expr(&decorator.expr);
                }
                self.defaults(&def.params);
                self.used(def.name);
            }
            StmtKind::ClassDef(def) => {
                for value in def
                    .decorators
                    .iter()
                    .map(|item| &item.expr)
                    .chain(def.args.iter().map(|arg| &arg.value))
                {
                    self.visit_expr(value);
                }
                self.used(def.name);
            }
            StmtKind::Import(modules) => {
                for module in modules {
                    let bound = module.alias.or(module.module.parts.first().copied());
                    bound.into_iter().for_each(|ident| self.used(ident));
                }
            }
            StmtKind::FromImport(import) => {
                if let ImportNames::List(items) = &import.names {
                    items.iter().for_each(|item| self.used(item.alias.unwrap_or(item.name)));
                }
            }
            StmtKind::AnnAssign {
                target: Expr { kind: ExprKind::Name(name), span },
                simple: true,
                ..
            } => {
                if let Some(said) = self.said.iter().find(|said| said.ident.name == *name) {
                    self.annotated.push((Ident { name: *name, span: *span }, said.word()));
                }
                walk::walk_stmt(self, stmt);
            }
            _ => walk::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                self.used(Ident { name: *name, span: expr.span });
            }
            ExprKind::Walrus(ident, _) => {
                self.used(*ident);
                walk::walk_expr(self, expr);
            }
            ExprKind::Lambda { params, .. } => self.defaults(params),
            ExprKind::Comprehension { clauses, .. }
            | ExprKind::DictComprehension { clauses, .. } => {
                if let Some(ForHeader::In { iter, .. }) =
                    clauses.first().map(|clause| &clause.header)
                {
                    self.visit_expr(iter);
                }
            }
            _ => walk::walk_expr(self, expr),
        }
    }
}
