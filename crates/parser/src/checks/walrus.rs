//! Where `:=` may bind: not the variable of a comprehension around it, not from an iterable, not from a class body.

use ast::{CompClause, Expr, ExprKind, ForHeader, Ident};
use base::Name;
use diag::syntax::WalrusPlace;

use super::{Checker, Scope};

/// A comprehension around an expression.
pub(super) struct Comprehension {
    /// What its clauses bind.
    names: Vec<Name>,
    /// Its iterables are being visited.
    in_iterable: bool,
}

impl Comprehension {
    pub(super) fn of(clauses: &[CompClause]) -> Self {
        let mut names = Vec::new();
        for clause in clauses {
            match &clause.header {
                ForHeader::In { target, .. } => bound(target, &mut names),
                ForHeader::From(from) => bound(&from.target, &mut names),
            }
        }
        Comprehension { names, in_iterable: false }
    }
}

fn bound(target: &Expr, names: &mut Vec<Name>) {
    match &target.kind {
        ExprKind::Name(name) => names.push(*name),
        ExprKind::Tuple(items) | ExprKind::List(items) => {
            for item in items {
                bound(item, names);
            }
        }
        ExprKind::Star(inner) => bound(inner, names),
        _ => {}
    }
}

impl Checker<'_> {
    /// The iterable of a comprehension follows.
    pub(super) fn enter_iterable(&mut self) {
        self.comprehensions.push(Comprehension { names: Vec::new(), in_iterable: true });
    }

    pub(super) fn leave_iterable(&mut self) {
        self.comprehensions.pop();
    }

    pub(super) fn in_iterable(&self) -> bool {
        self.comprehensions.iter().any(|around| around.in_iterable)
    }

    pub(super) fn check_walrus(&mut self, ident: Ident) {
        if let Some(place) = self.around.type_scope {
            let problem = format!("`:=` cannot stand in {place}");
            return self.push(WalrusPlace { at: ident.span, problem });
        }
        if self.comprehensions.is_empty() {
            return;
        }
        let name = &self.names[ident.name];
        let problem = if self.in_iterable() {
            "`:=` cannot stand in the iterable of a comprehension".to_owned()
        } else if self.comprehensions.iter().any(|around| around.names.contains(&ident.name)) {
            format!("`:=` cannot bind `{name}`, which the comprehension runs over")
        } else if matches!(self.around.scope, Scope::Class | Scope::CClass) {
            "`:=` cannot stand in a comprehension in the body of a class".to_owned()
        } else {
            return;
        };
        self.push(WalrusPlace { at: ident.span, problem });
    }
}
