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
    let mut follows = LocalSet::empty(f);
    f.locals
        .ids()
        .filter(|&id| is_followed(&f.locals[id], cx.types))
        .for_each(|id| follows.insert(id));
    let pass = Late {
        f,
        types: cx.types,
        follows,
        quiet: cx.callees.quiet(),
        released: released::Released::of(f, &cfg),
    };
    let Some(entries) = pass.solve(&order, &cfg) else { return };
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
    /// Locals that nobody else changes.
    follows: LocalSet,
    /// Functions of the module that run no unknown code, lower no count and allocate nothing.
    quiet: &'a IdVec<FuncId, bool>,
    released: released::Released,
}

impl Late<'_> {
    fn follows(&self, id: LocalId) -> bool {
        self.follows.contains(id)
    }

    /// The entries of all blocks; nothing if that takes too long.
    fn solve(&self, order: &[BlockId], cfg: &Cfg) -> Option<IdVec<BlockId, Entry>> {
        let none = LocalSet::empty(self.f);
        let all = Entry {
            waiting: LocalSet::full(self.f),
            maybe_null: none.clone(),
            maybe_set: none.clone(),
        };
        let mut entries = IdVec::from_elem(all, self.f.blocks.len());
        entries[Function::ENTRY].waiting = none;
        // What a block hands over depends on its own entry and on what its successors want.
        let mut due = IdVec::from_elem(true, self.f.blocks.len());
        for _ in 0..ROUNDS {
            let mut changed = false;
            for &id in order {
                if !std::mem::take(&mut due[id]) {
                    continue;
                }
                let mut walk = Walk::new(self, &entries[id], false);
                walk.block(&self.f.blocks[id]);
                for to in self.f.blocks[id].term.successors() {
                    let handed = walk.hand_over(to, &entries[to].waiting);
                    if entries[to].meet(&handed.entry) {
                        changed = true;
                        due[to] = true;
                        cfg.preds[to].iter().for_each(|&before| due[before] = true);
                    }
                }
            }
            if !changed {
                return Some(entries);
            }
        }
        None
    }

    fn rewrite(&self, id: BlockId, entries: &IdVec<BlockId, Entry>) -> edges::Rewritten {
        let mut walk = Walk::new(self, &entries[id], true);
        walk.block(&self.f.blocks[id]);
        let handed = self.f.blocks[id].term.successors().into_iter().map(|to| {
            let handed = walk.hand_over(to, &entries[to].waiting);
            (to, handed.taken)
        });
        let takes = handed.collect();
        edges::Rewritten { stmts: walk.out.unwrap_or_default(), takes }
    }
}

fn is_followed(local: &Local, types: &TypeTable) -> bool {
    types.is_object(local.ty)
        && match local.kind {
            LocalKind::Param | LocalKind::Named | LocalKind::Temp => true,
            LocalKind::Memory | LocalKind::Field(_) => false,
        }
}

impl Entry {
    fn meet(&mut self, other: &Entry) -> bool {
        let less = self.waiting.intersect(&other.waiting);
        let null = self.maybe_null.union(&other.maybe_null);
        self.maybe_set.union(&other.maybe_set) || null || less
    }
}
