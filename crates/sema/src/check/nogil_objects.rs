//! Variables with objects in functions that run without the GIL.

use base::Name;
use tir::{LocalId, Stmt, StmtKind};

use super::Checker;
use super::build::stmt;

impl Checker<'_, '_> {
    /// Without the GIL nothing could release the objects of variables. A function that takes it for a while takes it once more
    /// at its end, for that.
    pub fn release_with_gil(&mut self, body: Vec<Stmt>) -> Vec<Stmt> {
        if !self.scope.nogil || self.scope.with_gil {
            return body;
        }
        let objects: Vec<(LocalId, Option<Name>)> = self
            .locals
            .iter_enumerated()
            .filter(|(_, local)| {
                local.kind == tir::LocalKind::Variable && self.types().is_object(local.ty)
            })
            .map(|(id, local)| (id, local.name))
            .collect();
        if objects.is_empty() {
            return body;
        }
        let span = self.scope.span;
        if takes_gil(&body) {
            let forget = objects.iter().map(|(id, _)| stmt(StmtKind::Forget(*id), span)).collect();
            let finally = vec![stmt(StmtKind::Gil(forget), span)];
            let (handlers, orelse) = (Vec::new(), Vec::new());
            return vec![stmt(StmtKind::Try { body, handlers, orelse, finally }, span)];
        }
        if let Some(name) = objects.iter().find_map(|(_, name)| *name) {
            let name = self.text(name).to_string();
            self.report(diag::functions::ObjectsWithoutGil { at: span, name });
        }
        body
    }
}

/// Whether somewhere in it the GIL is taken.
fn takes_gil(body: &[Stmt]) -> bool {
    body.iter().any(|one| match &one.kind {
        StmtKind::Gil(_) => true,
        StmtKind::If { then, orelse, .. } => takes_gil(then) || takes_gil(orelse),
        StmtKind::While { body, orelse, .. } => takes_gil(body) || takes_gil(orelse),
        StmtKind::ForRange(range) => takes_gil(&range.body) || takes_gil(&range.orelse),
        StmtKind::Try { body, handlers, orelse, finally } => {
            let caught = handlers.iter().any(|handler| takes_gil(&handler.body));
            caught || takes_gil(body) || takes_gil(orelse) || takes_gil(finally)
        }
        StmtKind::NoGil(body) => takes_gil(body),
        _ => false,
    })
}
