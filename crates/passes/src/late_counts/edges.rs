//! From block to block: what still waits behind an edge, and what is taken on it.

use super::Entry;
use super::values::Null;
use super::walk::Walk;
use mir::dataflow::LocalSet;
use mir::*;

/// What goes over an edge.
pub(super) struct HandedOver {
    pub entry: Entry,
    /// References that are taken on the way.
    pub taken: Vec<StmtKind>,
}

impl Walk<'_, '_> {
    /// What waits where the block ends goes to those locals for which it may wait in `to`.
    pub(super) fn hand_over(&self, to: BlockId, wanted: &LocalSet) -> HandedOver {
        // Those that are NULL agree with everything.
        let mut null = self.values.still_null().clone();
        null.intersect(wanted);
        let maybe_set = LocalSet::empty(self.pass.f);
        let mut entry = Entry { waiting: null.clone(), maybe_null: null, maybe_set };
        let mut taken = Vec::new();
        for id in self.values.ids() {
            let value = &self.values[id];
            let mut members: Vec<LocalId> =
                value.members.iter().copied().filter(|&id| wanted.contains(id)).collect();
            members.sort_by_key(|&id| self.pass.released.rank(to, id));
            let mut left = value.waiting;
            for member in members {
                if value.null != Null::Yes {
                    if left == 0 {
                        break;
                    }
                    left -= 1;
                }
                entry.waiting.insert(member);
                if value.null != Null::No {
                    entry.maybe_null.insert(member);
                }
                if value.null != Null::Yes {
                    entry.maybe_set.insert(member);
                }
            }
            if left == 0 {
                continue;
            }
            if let Some(take) = self.take_of(id) {
                (0..left).for_each(|_| taken.push(take.clone()));
            }
        }
        HandedOver { entry, taken }
    }
}

/// A block as it will be.
pub(super) struct Rewritten {
    pub stmts: Vec<Stmt>,
    /// What is taken on the way to each successor.
    pub takes: Vec<(BlockId, Vec<StmtKind>)>,
}

impl Rewritten {
    pub(super) fn apply(self, f: &mut Function, id: BlockId) {
        let span = self.stmts.last().map_or(f.span, |stmt| stmt.span);
        f.blocks[id].stmts = self.stmts;
        for (to, takes) in self.takes {
            if takes.is_empty() {
                continue;
            }
            let stmts: Vec<Stmt> = takes.into_iter().map(|kind| Stmt { kind, span }).collect();
            match f.blocks[id].term {
                Term::Goto(_) => f.blocks[id].stmts.extend(stmts),
                _ => split(f, id, to, stmts),
            }
        }
    }
}

/// A block on the edge.
fn split(f: &mut Function, from: BlockId, to: BlockId, stmts: Vec<Stmt>) {
    let (region, cold) = (f.blocks[from].region, f.blocks[to].cold);
    let between = f.blocks.push(Block { stmts, term: Term::Goto(to), region, cold });
    f.blocks[from].term.for_each_successor_mut(&mut |next| {
        if *next == to {
            *next = between;
        }
    });
}
