//! Which locals are released, and which are only released from here on: those are the best to let a reference wait for.

use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Direction, Facts, LocalSet, solve};
use mir::*;

pub(super) struct Released {
    /// Locals whose value is read, other than to be released.
    live: Facts<LocalSet>,
    /// Locals that are released somewhere, perhaps by way of a copy.
    released: LocalSet,
}

impl Released {
    pub(super) fn of(f: &Function, cfg: &Cfg) -> Released {
        let mut only_released = LocalSet::full(f);
        let mut released = LocalSet::empty(f);
        for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
            if let StmtKind::DecRef(id) | StmtKind::XDecRef(id) = stmt.kind {
                released.insert(id);
            }
        }
        for block in f.blocks.iter() {
            for stmt in &block.stmts {
                stmt.for_each_read(&mut |expr| {
                    expr.for_each_local(&mut |id| only_released.remove(id))
                });
            }
            block.term.for_each_use(&mut |id| only_released.remove(id));
        }
        for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
            if let StmtKind::Assign { place, value } = &stmt.kind
                && place.as_local().is_some_and(|id| only_released.contains(id))
                && let Some(ObjectRoot::Local(from)) = value.object_root()
            {
                released.insert(from);
            }
        }
        Released { live: solve(f, cfg, &Reads { only_released }), released }
    }

    /// How well a reference waits for the local from the start of the block on, best first.
    pub(super) fn rank(&self, block: BlockId, id: LocalId) -> (bool, bool, LocalId) {
        (!self.released.contains(id), self.live.entry[block].contains(id), id)
    }
}

/// Liveness in which a release is no use, nor is a copy that is only released.
struct Reads {
    only_released: LocalSet,
}

impl Analysis for Reads {
    type Fact = LocalSet;
    const DIRECTION: Direction = Direction::Backward;

    fn boundary(&self, f: &Function) -> LocalSet {
        LocalSet::empty(f)
    }
    fn bottom(&self, f: &Function) -> LocalSet {
        LocalSet::empty(f)
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
            if self.only_released.contains(id) && matches!(stmt.kind, StmtKind::Assign { .. }) {
                return;
            }
        }
        if let StmtKind::Clear(id) = stmt.kind {
            fact.remove(id);
        }
        stmt.for_each_read(&mut |expr| expr.for_each_local(&mut |id| fact.insert(id)));
    }
    fn term(&self, fact: &mut LocalSet, term: &Term) {
        term.for_each_use(&mut |id| fact.insert(id));
    }
}
