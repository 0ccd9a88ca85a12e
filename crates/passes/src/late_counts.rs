//! Takes references late, and not at all where they are given back before anything could tell.
//!
//! ```text
//! before   b1: %5 := node                         after   b1: %5 := node
//!              node := node->next                             node := node->next
//!              incref node                                    goto b1
//!              decref %5
//!              goto b1
//! ```
//! An `incref` waits, along any path, and a `decref` of the same object cancels one that waits. As long as one waits, no count is
//! lowered, nothing is allocated and no unknown code runs: whatever would do that takes the waiting references first. So every
//! object whose reference waits is kept by what kept it when the last count was lowered, and what the counts are meanwhile nobody sees.
//!
//! Which locals hold the same object is followed within a block ([`values`]): copies, and reads of a place that was read or stored to.
//! Where paths meet, a reference waits only if it waits on all of them ([`edges`]); NULL owes nothing and agrees with either. Other threads
//! could lower counts at any time, so where they run at the same time the pass does nothing.

mod edges;
mod quiet;
mod released;
mod values;
mod walk;

use crate::{Context, Pass};
use base::IdVec;
use mir::cfg::Cfg;
use mir::dataflow::LocalSet;
use mir::*;
use types::TypeTable;
use walk::Walk;

pub(crate) use quiet::quiet_functions;

pub const PASS: Pass =
    Pass { name: "late-counts", phase: Phase::Low, leaves: Phase::Low, after: &["refcounts"], run };

/// Rounds over the function after which it stays as it is.
const ROUNDS: usize = 40;

fn run(f: &mut Function, cx: &mut Context<'_>) {
    let counts = |stmt: &Stmt| matches!(stmt.kind, StmtKind::IncRef(_) | StmtKind::XIncRef(_));
    let any = f.blocks.iter().any(|block| block.stmts.iter().any(counts));
    let looked_at = f.suspends.is_some() || leaves_gil(f) || quiet::reads_counts(f, cx.names);
    if cx.options.free_threaded || !any || looked_at {
        return;
    }
    let cfg = Cfg::new(f);
    let order = cfg.reverse_postorder();
    let pass = Late {
        f,
        types: cx.types,
        quiet: cx.callees.quiet(),
        released: released::Released::of(f, &cfg),
    };
    let Some(entries) = pass.solve(&order) else { return };
    let plan: Vec<_> = order.iter().map(|&id| (id, pass.rewrite(id, &entries))).collect();
    for (id, rewritten) in plan {
        rewritten.apply(f, id);
    }
}

fn leaves_gil(f: &Function) -> bool {
    f.nogil || f.blocks.iter().any(|block| f.without_gil(block.region))
}

/// What holds where a block begins: for which locals a reference waits or nothing is owed, being NULL, and which of those may be
/// NULL and something else.
#[derive(Clone, PartialEq)]
struct Entry {
    waiting: LocalSet,
    maybe_null: LocalSet,
    maybe_set: LocalSet,
}

struct Late<'a> {
    f: &'a Function,
    types: &'a TypeTable,
    /// Functions of the module that run no unknown code, lower no count and allocate nothing.
    quiet: &'a IdVec<FuncId, bool>,
    released: released::Released,
}

impl Late<'_> {
    /// Locals that nobody else changes.
    fn follows(&self, id: LocalId) -> bool {
        let local = &self.f.locals[id];
        self.types.is_object(local.ty)
            && match local.kind {
                LocalKind::Param | LocalKind::Named | LocalKind::Temp => true,
                LocalKind::Memory | LocalKind::Field(_) => false,
            }
    }

    /// The entries of all blocks; nothing if that takes too long.
    fn solve(&self, order: &[BlockId]) -> Option<IdVec<BlockId, Entry>> {
        let none = LocalSet::empty(self.f);
        let all = Entry {
            waiting: LocalSet::full(self.f),
            maybe_null: none.clone(),
            maybe_set: none.clone(),
        };
        let mut entries = IdVec::from_elem(all, self.f.blocks.len());
        entries[Function::ENTRY].waiting = none;
        for _ in 0..ROUNDS {
            let mut changed = false;
            for &id in order {
                let mut walk = Walk::new(self, &entries[id]);
                walk.block(&self.f.blocks[id]);
                for to in self.f.blocks[id].term.successors() {
                    let handed = walk.hand_over(to, &entries[to].waiting);
                    changed |= entries[to].meet(&handed.entry);
                }
            }
            if !changed {
                return Some(entries);
            }
        }
        None
    }

    fn rewrite(&self, id: BlockId, entries: &IdVec<BlockId, Entry>) -> edges::Rewritten {
        let mut walk = Walk::new(self, &entries[id]);
        walk.block(&self.f.blocks[id]);
        let handed = self.f.blocks[id].term.successors().into_iter().map(|to| {
            let handed = walk.hand_over(to, &entries[to].waiting);
            (to, handed.taken)
        });
        let takes = handed.collect();
        edges::Rewritten { stmts: walk.out, takes }
    }
}

impl Entry {
    fn meet(&mut self, other: &Entry) -> bool {
        let before = self.clone();
        self.waiting.intersect(&other.waiting);
        self.maybe_null.union(&other.maybe_null);
        self.maybe_set.union(&other.maybe_set);
        *self != before
    }
}
