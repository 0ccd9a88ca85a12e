//! The attributes that the methods of a class give `self`, for `__static_attributes__` of CPython 3.13.

use std::collections::BTreeSet;

use ast::{Expr, ExprKind, ForHeader, Stmt, StmtKind, Visitor, walk};
use base::{Interner, Name};

/// The names, sorted.
pub(crate) fn static_attributes(body: &[Stmt], names: &Interner) -> Vec<Name> {
    let Some(this) = names.lookup("self") else { return Vec::new() };
    let mut finder = Finder { names, this, functions: 0, found: BTreeSet::new() };
    body.iter().for_each(|one| finder.visit_stmt(one));
    finder.found.into_iter().map(|(_, name)| name).collect()
}

struct Finder<'n> {
    names: &'n Interner,
    this: Name,
    /// How many functions are around the place.
    functions: usize,
    found: BTreeSet<(&'n str, Name)>,
}

impl Finder<'_> {
    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Attribute(base, name) if self.functions > 0 => {
                if matches!(base.kind, ExprKind::Name(base) if base == self.this) {
                    self.found.insert((&self.names[name.name], name.name));
                }
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.target(item));
            }
            ExprKind::Star(inner) => self.target(inner),
            _ => {}
        }
    }
}

impl Visitor for Finder<'_> {
    fn visit_stmt(&mut self, one: &Stmt) {
        match &one.kind {
            // A class inside has its own.
            StmtKind::ClassDef(_) => return,
            StmtKind::FunctionDef(_) => {
                self.functions += 1;
                walk::walk_stmt(self, one);
                self.functions -= 1;
                return;
            }
            StmtKind::Assign { targets, .. } => targets.iter().for_each(|to| self.target(to)),
            StmtKind::AugAssign { target, .. }
            | StmtKind::AnnAssign { target, value: Some(_), .. } => self.target(target),
            StmtKind::For { header: ForHeader::In { target, .. }, .. } => self.target(target),
            StmtKind::With { items, .. } => {
                items.iter().filter_map(|item| item.target.as_ref()).for_each(|to| self.target(to));
            }
            _ => {}
        }
        walk::walk_stmt(self, one);
    }
}
