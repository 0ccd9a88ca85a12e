//! How long locals are needed: liveness in which a use of what points into a temporary uses the temporary.

use super::Classes;
use base::IdVec;
use mir::dataflow::{Analysis, Direction, LocalSet};
use mir::*;

pub(super) struct Life {
    /// With every local, everything that it depends on.
    needs: IdVec<LocalId, Vec<LocalId>>,
}

impl Life {
    pub(super) fn new(f: &Function, classes: &Classes) -> Life {
        let closure = |id: LocalId| {
            let mut all = vec![id];
            let mut at = 0;
            while at < all.len() {
                for &owner in &classes.owners[all[at]] {
                    if !all.contains(&owner) {
                        all.push(owner);
                    }
                }
                at += 1;
            }
            all
        };
        Life { needs: f.locals.ids().map(closure).collect() }
    }

    /// The local and everything that it depends on.
    pub(super) fn needs(&self, id: LocalId) -> &[LocalId] {
        &self.needs[id]
    }

    /// Whether a use of `id` is one of `owner` too.
    pub(super) fn depends(&self, id: LocalId, owner: LocalId) -> bool {
        self.needs[id].contains(&owner)
    }

    pub(super) fn with_owners(&self, id: LocalId, all: &mut Vec<LocalId>) {
        all.extend(&self.needs[id]);
    }

    pub(super) fn used(&self, fact: &mut LocalSet, id: LocalId) {
        self.needs[id].iter().for_each(|&id| fact.insert(id));
    }
}

impl Analysis for Life {
    type Fact = LocalSet;
    const DIRECTION: Direction = Direction::Backward;

    fn boundary(&self, function: &Function) -> LocalSet {
        LocalSet::empty(function)
    }
    fn bottom(&self, function: &Function) -> LocalSet {
        LocalSet::empty(function)
    }
    fn join(&self, into: &mut LocalSet, from: &LocalSet) {
        into.union(from);
    }
    fn merge(&self, into: &mut LocalSet, from: &LocalSet) -> bool {
        into.union(from)
    }
    fn stmt(&self, fact: &mut LocalSet, stmt: &Stmt) {
        if let Some(id) = stmt.defines() {
            fact.remove(id);
        }
        if let StmtKind::Unbind(id) = stmt.kind {
            fact.remove(id);
        }
        stmt.for_each_use(&mut |id| self.used(fact, id));
    }
    fn term(&self, fact: &mut LocalSet, term: &Term) {
        // The check reads what the statement before it made; a result that nobody wants is not needed for that.
        term.for_each_read(&mut |expr| expr.for_each_local(&mut |id| self.used(fact, id)));
    }
}
