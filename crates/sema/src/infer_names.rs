//! What finding the types of variables asks of the text alone: names that inner functions use, and names in arithmetic that could
//! overflow.

use std::collections::HashSet;

use ast::{BinaryOp, Expr, ExprKind, ForHeader, ImportNames, Stmt, StmtKind, UnaryOp, Visitor};
use base::Name;

use crate::infer::places;

/// Variables that inner functions use, as far as their types can be found.
#[derive(Default)]
pub(crate) struct Shared {
    known: bool,
    /// Names that inner functions assign to.
    rebound: HashSet<Name>,
    /// Names that have a value before there is any inner function.
    pub first: HashSet<Name>,
}

impl Shared {
    pub fn of(body: &[Stmt]) -> Shared {
        let mut inner = InnerNames::default();
        body.iter().for_each(|stmt| inner.visit_stmt(stmt));
        let mut first = HashSet::new();
        for stmt in body {
            let mut functions = InnerNames::default();
            functions.visit_stmt(stmt);
            if functions.functions > 0 {
                break;
            }
            if let StmtKind::Assign { targets, .. } = &stmt.kind {
                first.extend(targets.iter().flat_map(places).map(|(name, _)| name));
            }
        }
        let rebound = inner.nonlocal.intersection(&inner.bound).copied().collect();
        Shared { known: true, rebound, first }
    }

    pub fn infers(&self, name: Name) -> bool {
        self.known && !self.rebound.contains(&name)
    }
}

#[derive(Default)]
struct InnerNames {
    nonlocal: HashSet<Name>,
    /// Assigned to anywhere, but for `x = ...` and loops outside of all functions inside.
    bound: HashSet<Name>,
    functions: usize,
    depth: usize,
}

impl Visitor for InnerNames {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Nonlocal(names) => self.nonlocal.extend(names.iter().map(|name| name.name)),
            StmtKind::FunctionDef(def) => {
                self.functions += 1;
                self.inside(def.name.name, stmt);
                return;
            }
            StmtKind::ClassDef(def) => {
                self.functions += 1;
                self.inside(def.name.name, stmt);
                return;
            }
            _ if self.depth > 0 => self.bound.extend(bound_names(stmt)),
            _ => {}
        }
        ast::walk::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &Expr) {
        if matches!(
            expr.kind,
            ExprKind::Lambda { .. }
                | ExprKind::Comprehension { .. }
                | ExprKind::DictComprehension { .. }
        ) {
            self.functions += 1;
        }
        if let ExprKind::Walrus(name, _) = &expr.kind {
            self.bound.insert(name.name);
        }
        ast::walk::walk_expr(self, expr);
    }
}

impl InnerNames {
    /// A function or class, whose own name its surroundings bind.
    fn inside(&mut self, name: Name, stmt: &Stmt) {
        if self.depth > 0 {
            self.bound.insert(name);
        }
        self.depth += 1;
        ast::walk::walk_stmt(self, stmt);
        self.depth -= 1;
    }
}

/// The names that a statement binds itself.
fn bound_names(stmt: &Stmt) -> Vec<Name> {
    let names = |target: &Expr| places(target).into_iter().map(|(name, _)| name);
    match &stmt.kind {
        StmtKind::Assign { targets, .. } | StmtKind::Del(targets) => {
            targets.iter().flat_map(names).collect()
        }
        StmtKind::AugAssign { target, .. } | StmtKind::AnnAssign { target, .. } => {
            names(target).collect()
        }
        StmtKind::For { header: ForHeader::In { target, .. }, .. } => names(target).collect(),
        StmtKind::For { header: ForHeader::From(from), .. } => names(&from.target).collect(),
        StmtKind::With { items, .. } => {
            items.iter().filter_map(|item| item.target.as_ref()).flat_map(names).collect()
        }
        StmtKind::Try { handlers, .. } => {
            handlers.iter().filter_map(|one| one.target.as_ref()).flat_map(names).collect()
        }
        StmtKind::Import(aliases) => {
            aliases.iter().map(|alias| alias.alias.unwrap_or(alias.module.parts[0]).name).collect()
        }
        StmtKind::FromImport(import) => match &import.names {
            ImportNames::List(items) => {
                items.iter().map(|item| item.alias.unwrap_or(item.name).name).collect()
            }
            _ => Vec::new(),
        },
        StmtKind::Match { cases, .. } => {
            let mut captured = crate::infer::CapturedNames::default();
            cases.iter().for_each(|case| captured.visit_pattern(&case.pattern));
            captured.0.into_iter().map(|(name, _)| name).collect()
        }
        _ => Vec::new(),
    }
}

/// The names that take part in arithmetic which could overflow, anywhere in these statements.
pub(crate) fn overflowing_names<'s>(
    body: impl IntoIterator<Item = &'s Stmt>,
    an: &base::Interner,
) -> HashSet<Name> {
    let mut finder = Overflow { names: HashSet::new(), dangerous: false, abs: an.lookup("abs") };
    for stmt in body {
        finder.visit_stmt(stmt);
    }
    finder.names
}

struct Overflow {
    names: HashSet<Name>,
    /// The place is part of an arithmetic expression.
    dangerous: bool,
    abs: Option<Name>,
}

impl Overflow {
    fn inside(&mut self, dangerous: bool, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.dangerous, dangerous);
        walk(self);
        self.dangerous = before;
    }
}

impl Visitor for Overflow {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::AugAssign { .. } => self.inside(true, |me| ast::walk::walk_stmt(me, stmt)),
            _ => self.inside(false, |me| ast::walk::walk_stmt(me, stmt)),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                if self.dangerous {
                    self.names.insert(*name);
                }
            }
            ExprKind::Binary(op, ..) => {
                let safe = matches!(op, BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor);
                let dangerous = if safe { self.dangerous } else { true };
                self.inside(dangerous, |me| ast::walk::walk_expr(me, expr));
            }
            ExprKind::Unary(UnaryOp::Neg, _) => {
                self.inside(true, |me| ast::walk::walk_expr(me, expr));
            }
            ExprKind::Unary(..) => ast::walk::walk_expr(self, expr),
            ExprKind::Call(func, args) => {
                let abs = matches!(func.kind, ExprKind::Name(name) if Some(name) == self.abs);
                let positional = args.iter().all(|arg| arg.kind == ast::ArgKind::Positional);
                let dangerous = abs || (positional && self.dangerous);
                self.inside(dangerous, |me| ast::walk::walk_expr(me, expr));
            }
            _ => self.inside(false, |me| ast::walk::walk_expr(me, expr)),
        }
    }
}
