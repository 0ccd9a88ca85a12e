//! Side exits: out of the fast copy into the general one, at the same point of the program.
//!
//! What is live there and held in C is boxed first, all of it, and then stored: boxing may fail, and the handler of the fast copy
//! knows the numbers. A block of the general copy that is entered in its middle is split there.

use super::boxes::{Boxes, HasBox};
use super::plan::Plan;
use crate::edit::*;
use base::{Id, IdVec, Span};
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Facts, Liveness, LocalSet, solve};
use mir::*;
use std::collections::BTreeMap;

/// A point of the program: before this statement of this block.
pub(super) type Point = (BlockId, usize);

/// The C locals of a loop over a range.
#[derive(Clone, Copy)]
pub(super) struct Counter {
    pub next: LocalId,
    pub stop: LocalId,
}

pub(super) struct Exits {
    live: Facts<LocalSet>,
    cfg: Cfg,
    /// The exit to a point, and the local that comes along as an object.
    made: BTreeMap<(Point, Option<LocalId>), BlockId>,
}

impl Exits {
    pub fn new(old: &Function) -> Exits {
        let cfg = Cfg::new(old);
        let live = solve(old, &cfg, &Liveness);
        Exits { live, cfg, made: BTreeMap::new() }
    }

    /// What is live before every statement of a block, and before its end.
    pub fn live_in(&self, old: &Function, id: BlockId) -> Vec<LocalSet> {
        let block = &old.blocks[id];
        let mut fact = self.live.exit[id].clone();
        Liveness.term(&mut fact, &block.term);
        let handler = self.cfg.on_fail[id].map(|to| &self.live.entry[to]);
        let mut sets = vec![fact.clone()];
        for stmt in block.stmts.iter().rev() {
            Liveness.stmt(&mut fact, stmt);
            if let Some(handler) = handler.filter(|_| stmt.can_fail()) {
                fact.union(handler);
            }
            sets.push(fact.clone());
        }
        sets.reverse();
        sets
    }

    /// The block that leaves for `point`. `arrived` is there as an object already.
    #[allow(clippy::too_many_arguments, reason = "the state of the fast copy at the exit")]
    pub fn exit(
        &mut self,
        f: &mut Function,
        plan: &Plan<'_>,
        counters: &[Counter],
        region: RegionId,
        point: Point,
        arrived: Option<LocalId>,
        live: &LocalSet,
        boxes: &Boxes,
        span: Span,
    ) -> BlockId {
        if let Some(&made) = self.made.get(&(point, arrived)) {
            return made;
        }
        let block = new_block(f, region, true, Term::Unreachable);
        let mut stores = Vec::new();
        for id in
            live.iter().filter(|&id| id.index() < plan.values.rep.len() && Some(id) != arrived)
        {
            let made = if let Some(rep) = plan.rep(id) {
                let word = use_of(f, plan.values.words[id]);
                match boxes.of(id) {
                    HasBox::Yes => continue,
                    HasBox::No => (rep.box_op(), vec![word]),
                    HasBox::Maybe => (rep.keep_op(), vec![use_of(f, id), word]),
                    HasBox::Given => (rep.keep_op(), vec![use_of(f, plan.given[&id]), word]),
                }
            } else if let Some(index) = plan.loops.iterator(id) {
                let ty = types::Ty::LONGLONG;
                let step = CExpr::int(plan.loops.all[index].step, ty);
                let Counter { next, stop } = counters[index];
                ("range.rest", vec![use_of(f, next), use_of(f, stop), step])
            } else {
                continue;
            };
            let temp = new_temp(f, f.locals[id].ty);
            f.blocks[block].stmts.push(op_stmt(Some(temp), made.0, made.1, span));
            stores.push((id, temp));
        }
        for (id, temp) in stores {
            let value = use_of(f, temp);
            let store = assign_stmt(f, id, value, span);
            f.blocks[block].stmts.push(store);
        }
        self.made.insert((point, arrived), block);
        block
    }

    /// Lets all exits lead to the general copy, whose blocks are `general`.
    pub fn connect(self, f: &mut Function, general: &IdVec<BlockId, BlockId>) {
        let mut points: BTreeMap<Point, Vec<BlockId>> = BTreeMap::new();
        for ((point, _), block) in self.made {
            points.entry(point).or_default().push(block);
        }
        // From the end of a block: a split leaves what is before it.
        for ((block, index), sources) in points.into_iter().rev() {
            let target = split(f, general[block], index);
            for source in sources {
                f.blocks[source].term = Term::Goto(target);
            }
        }
    }
}

/// The block that begins with the statement of this index.
fn split(f: &mut Function, block: BlockId, index: usize) -> BlockId {
    if index == 0 {
        return block;
    }
    let Block { region, cold, .. } = f.blocks[block];
    let stmts = f.blocks[block].stmts.split_off(index);
    let term = std::mem::replace(&mut f.blocks[block].term, Term::Unreachable);
    let rest = new_block(f, region, cold, term);
    f.blocks[rest].stmts = stmts;
    f.blocks[block].term = Term::Goto(rest);
    rest
}
