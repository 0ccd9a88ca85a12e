//! Which variables are bound at a place: followed along the structure of the function while it is checked.
//!
//! Only what is certain counts. A loop's body starts with what is bound before it and not deleted in it; a handler with what
//! is bound before the `try` and not deleted there; joins keep what both sides have. A place that cannot be reached has
//! everything bound.

use std::collections::HashSet;

use base::Name;
use tir::LocalId;

use super::Checker;

/// The bound variables; nothing where the place is never reached.
pub(crate) type Bound = Option<HashSet<LocalId>>;

#[derive(Clone, Debug)]
pub(crate) struct Flow {
    pub bound: Bound,
    /// Of each loop around the place: what is bound at all of its `break`s.
    pub breaks: Vec<Bound>,
}

impl Default for Flow {
    fn default() -> Self {
        Flow { bound: Some(HashSet::new()), breaks: Vec::new() }
    }
}

impl Flow {
    pub fn bind(&mut self, local: LocalId) {
        if let Some(bound) = &mut self.bound {
            bound.insert(local);
        }
    }

    pub fn unbind(&mut self, local: LocalId) {
        if let Some(bound) = &mut self.bound {
            bound.remove(&local);
        }
    }

    pub fn is_bound(&self, local: LocalId) -> bool {
        self.bound.as_ref().is_none_or(|bound| bound.contains(&local))
    }

    pub fn reachable(&self) -> bool {
        self.bound.is_some()
    }

    /// Control does not go on here.
    pub fn stop(&mut self) {
        self.bound = None;
    }

    pub fn break_loop(&mut self) {
        let here = self.bound.take();
        if let Some(at) = self.breaks.last_mut() {
            *at = join(at.take(), here);
        }
    }
}

/// What is bound where two ways meet.
pub(crate) fn join(left: Bound, right: Bound) -> Bound {
    match (left, right) {
        (None, other) | (other, None) => other,
        (Some(left), Some(right)) => Some(left.intersection(&right).copied().collect()),
    }
}

impl Checker<'_, '_> {
    /// What is bound now, without what the statements may unbind: the state at the head of a loop, or of a handler.
    pub fn bound_without_deleted(&self, stmts: &[&[ast::Stmt]]) -> Bound {
        let mut deleted = Vec::new();
        for body in stmts {
            deleted_names(body, &mut deleted);
        }
        let mut bound = self.flow.bound.clone();
        self.unbind(deleted, &mut bound);
        bound
    }

    /// The names under which handlers know exceptions are unbound where they end.
    pub fn unbind_targets(&self, handlers: &[ast::Handler], bound: &mut Bound) {
        let mut names = Vec::new();
        handlers
            .iter()
            .filter_map(|handler| handler.target.as_ref())
            .for_each(|target| target_names(target, &mut names));
        self.unbind(names, bound);
    }

    fn unbind(&self, names: Vec<Name>, bound: &mut Bound) {
        let Some(bound) = bound else { return };
        for name in names {
            if let Some(local) = self.scope.local(name) {
                bound.remove(&local);
            }
        }
    }
}

/// The names that statements may unbind: by `del`, and at the end of `except ... as name`.
pub(crate) fn deleted_names(body: &[ast::Stmt], out: &mut Vec<Name>) {
    struct Finder<'o>(&'o mut Vec<Name>);
    impl ast::Visitor for Finder<'_> {
        fn visit_expr(&mut self, _: &ast::Expr) {}
        fn visit_stmt(&mut self, stmt: &ast::Stmt) {
            match &stmt.kind {
                ast::StmtKind::Del(targets) => {
                    targets.iter().for_each(|target| target_names(target, self.0))
                }
                ast::StmtKind::Try { handlers, .. } => {
                    for handler in handlers {
                        if let Some(target) = &handler.target {
                            target_names(target, self.0);
                        }
                    }
                    ast::walk::walk_stmt(self, stmt);
                }
                ast::StmtKind::FunctionDef(_) | ast::StmtKind::ClassDef(_) => {}
                _ => ast::walk::walk_stmt(self, stmt),
            }
        }
    }
    let mut finder = Finder(out);
    for stmt in body {
        ast::Visitor::visit_stmt(&mut finder, stmt);
    }
}

/// The plain names of a target.
pub(crate) fn target_names(target: &ast::Expr, out: &mut Vec<Name>) {
    match &target.kind {
        ast::ExprKind::Name(name) => out.push(*name),
        ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => {
            items.iter().for_each(|item| target_names(item, out));
        }
        ast::ExprKind::Star(inner) => target_names(inner, out),
        _ => {}
    }
}
