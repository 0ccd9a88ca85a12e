//! Generator expressions that a call consumes in their place: loops, which must not be told from generators.

use ast::{CompClause, ExprKind as Ast, ForHeader};
use base::Span;
use tir::{Expr, ExprKind, Handler, InlinedKind, Stmt, StmtKind};
use types::Ty;

use super::build::{eval, stmt};
use super::{Checker, GilState};

impl<'k, 'a> Checker<'k, 'a> {
    /// A list or set of what the generator would give.
    pub fn generated(
        &mut self,
        set: bool,
        (element, clauses): (&ast::Expr, &[CompClause]),
        span: Span,
    ) -> Expr {
        let (mut before, changed) = self.outside(element, clauses);
        let outer = self.inner.len();
        let clauses = changed.as_deref().unwrap_or(clauses);
        let value = self.collected(set, (element, clauses), false, (span, span));
        self.note_inlined(InlinedKind::Generator, &[element], clauses, span);
        self.inner.truncate(outer - usize::from(changed.is_some()));
        if changed.is_none() {
            return value;
        }
        let mut stmts = Vec::new();
        let value = self.store_temp(value, &mut stmts);
        before.push(self.without_stop(stmts, span));
        self.seq(before, value)
    }

    /// Runs loops in the place of a generator.
    pub fn generated_loops(
        &mut self,
        (element, clauses): (&ast::Expr, &[CompClause]),
        span: Span,
        loops: impl FnOnce(&mut Self, &[CompClause]) -> Vec<Stmt>,
    ) -> Vec<Stmt> {
        self.note_inlined(InlinedKind::Generator, &[element], clauses, span);
        let (mut before, changed) = self.outside(element, clauses);
        let Some(changed) = changed else { return loops(self, clauses) };
        let stmts = loops(self, &changed);
        self.inner.pop();
        before.push(self.without_stop(stmts, span));
        before
    }

    /// Where StopIteration may come out of the loops: evaluates the first iterable, which does not belong to the generator. The
    /// clauses without it; the scope that holds it is to be closed.
    fn outside(
        &mut self,
        element: &ast::Expr,
        clauses: &[CompClause],
    ) -> (Vec<Stmt>, Option<Vec<CompClause>>) {
        let mut before = Vec::new();
        if self.gil != GilState::Held || !may_stop(element, clauses) {
            return (before, None);
        }
        let changed = clauses.first().and_then(|first| {
            let header = self.iterable_first(&first.header, true, &mut before)?;
            let mut changed = clauses.to_vec();
            changed[0].header = header;
            Some(changed)
        });
        (before, changed)
    }

    /// StopIteration does not leave a generator.
    fn without_stop(&mut self, body: Vec<Stmt>, span: Span) -> Stmt {
        let stop = self.intern("StopIteration");
        let class = Some(self.builtin_value(stop, span));
        let caught = self.temp(Ty::OBJECT, span);
        let runtime = self.intern("RuntimeError");
        let func = Box::new(self.builtin_value(runtime, span));
        let args = vec![self.str_const("generator raised StopIteration", span)];
        let made = ExprKind::Call { func, args, keywords: Vec::new() };
        let made = Expr::new(made, Ty::OBJECT, span);
        let cause = self.local(caught, span);
        let raise = eval(self.op("exc.raise_from", vec![made, cause], span));
        let handler = Handler { class, exception: Some(caught), body: vec![raise], span };
        let (handlers, orelse, finally) = (vec![handler], Vec::new(), Vec::new());
        stmt(StmtKind::Try { body, handlers, orelse, finally }, span)
    }
}

/// Whether anything in the loops could raise StopIteration: anything but names, constants and what chooses among them.
fn may_stop(element: &ast::Expr, clauses: &[CompClause]) -> bool {
    let quiet = |expr: &ast::Expr| is_quiet(expr);
    !quiet(element)
        || clauses.iter().enumerate().any(|(index, clause)| {
            let header = match &clause.header {
                ForHeader::In { target, iter } => is_target(target) && (index == 0 || quiet(iter)),
                ForHeader::From(_) => true,
            };
            !header || !clause.conditions.iter().all(quiet)
        })
}

fn is_target(target: &ast::Expr) -> bool {
    match &target.kind {
        Ast::Name(_) => true,
        Ast::Tuple(items) | Ast::List(items) => items.iter().all(is_target),
        Ast::Star(inner) => is_target(inner),
        _ => false,
    }
}

fn is_quiet(expr: &ast::Expr) -> bool {
    match &expr.kind {
        Ast::Name(_)
        | Ast::None
        | Ast::Bool(_)
        | Ast::Ellipsis
        | Ast::Int(_)
        | Ast::Float(_)
        | Ast::Imaginary(_)
        | Ast::Str(_)
        | Ast::Bytes(_)
        | Ast::Char(_) => true,
        Ast::Unary(_, operand) => is_quiet(operand),
        Ast::Binary(_, left, right) => is_quiet(left) && is_quiet(right),
        Ast::BoolOp(_, operands) | Ast::Tuple(operands) | Ast::List(operands) => {
            operands.iter().all(is_quiet)
        }
        Ast::Compare(first, rest) => {
            is_quiet(first) && rest.iter().all(|one| is_quiet(&one.operand))
        }
        Ast::Conditional { test, body, orelse } => {
            [test, body, orelse].into_iter().all(|one| is_quiet(one))
        }
        _ => false,
    }
}
