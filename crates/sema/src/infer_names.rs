//! What finding the types of variables asks of the text alone: names that inner functions use, and names in arithmetic that could
//! overflow.

use std::collections::HashSet;

use ast::{BinaryOp, Expr, ExprKind, Stmt, StmtKind, UnaryOp, Visitor};
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
        Shared { known: true, rebound: inner.rebound, first }
    }

    pub fn infers(&self, name: Name) -> bool {
        self.known && !self.rebound.contains(&name)
    }
}

#[derive(Default)]
struct InnerNames {
    rebound: HashSet<Name>,
    functions: usize,
}

impl Visitor for InnerNames {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Nonlocal(names) => self.rebound.extend(names.iter().map(|name| name.name)),
            StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => self.functions += 1,
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
        ast::walk::walk_expr(self, expr);
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
