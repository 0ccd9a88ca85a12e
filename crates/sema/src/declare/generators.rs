//! Generator expressions as scopes: what they take from outside, which of them need no object, which are asynchronous.

use ast::{ArgKind, CompClause, ComprehensionKind, Expr, ExprKind, ForHeader, Visitor, walk};

/// Builtins that run a generator expression as a loop in its place.
const CONSUMERS: &[&str] =
    &["any", "all", "sum", "max", "min", "list", "set", "tuple", "frozenset", "sorted"];

/// The generator expression among the arguments of a call that consumes it in its place, if the name called is the builtin.
/// Not `sum` in Python sources: it adds between the steps of the generator, which objects can tell.
pub(crate) fn consumed<'e>(
    name: &str,
    args: &[&'e Expr],
    python: bool,
) -> Option<(&'e Expr, &'e [CompClause])> {
    if python && name == "sum" {
        return None;
    }
    let (first, rest) = args.split_first()?;
    let ExprKind::Comprehension { kind: ComprehensionKind::Generator, element, clauses } =
        &first.kind
    else {
        return None;
    };
    let fits = rest.is_empty() || (name == "sum" && rest.len() == 1);
    let consumed = CONSUMERS.contains(&name) && fits && !is_async_generator(element, clauses);
    consumed.then_some((&**element, clauses.as_slice()))
}

/// As [`consumed`], of a call as it stands.
pub(crate) fn consumed_by_call(name: &str, args: &[ast::Arg], python: bool) -> bool {
    let positional = args.iter().all(|arg| arg.kind == ArgKind::Positional);
    let values: Vec<_> = args.iter().map(|arg| &arg.value).collect();
    positional && consumed(name, &values, python).is_some()
}

/// Whether the generator is an asynchronous one: it awaits. The first iterable is evaluated outside.
pub(crate) fn is_async_generator(element: &Expr, clauses: &[CompClause]) -> bool {
    let mut awaits = Awaits { found: clauses.iter().any(|clause| clause.is_async) };
    awaits.visit_expr(element);
    for (index, clause) in clauses.iter().enumerate() {
        clause.conditions.iter().for_each(|cond| awaits.visit_expr(cond));
        match &clause.header {
            ForHeader::In { target, iter } => {
                awaits.visit_expr(target);
                if index > 0 {
                    awaits.visit_expr(iter);
                }
            }
            ForHeader::From(_) => {}
        }
    }
    awaits.found
}

/// Finds `await` in the scope itself.
struct Awaits {
    found: bool,
}

impl Visitor for Awaits {
    fn visit_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Await(_) => self.found = true,
            ExprKind::Lambda { .. } => return,
            ExprKind::Comprehension { kind: ComprehensionKind::Generator, clauses, .. } => {
                // Only the first iterable is evaluated here.
                if let Some(ForHeader::In { iter, .. }) = clauses.first().map(|one| &one.header) {
                    self.visit_expr(iter);
                }
                return;
            }
            ExprKind::Comprehension { clauses, .. }
            | ExprKind::DictComprehension { clauses, .. } => {
                self.found |= clauses.iter().any(|clause| clause.is_async);
            }
            _ => {}
        }
        walk::walk_expr(self, expr);
    }
}
