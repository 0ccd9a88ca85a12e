//! Makes what has to happen on the way out of a region explicit, on every way out: jumps, returns and exceptions.
//!
//! ```text
//! before   r1: finally b5                          after   %e and %saved: what is in flight, and was handled before
//!          b2 r1:                                          b2 r1: ...          ; r1 is `try b9` now
//!            ...                                             goto b7           ; the body's copy for this way out
//!            goto b4                                       b7: x0(); goto b4
//!          b5 r2: x0()                                     b9: %e = exc.fetch
//!            end_finally                                       %saved = exc.enter %e
//!                                                              x0()
//!                                                              exc.leave %saved
//!                                                              exc.rethrow %e
//! ```
//! - `Handler`: `exc.leave` with what was handled before.
//! - `NoGil`, `Gil`: taken and given back around, whatever happens inside.
//! - `Finally`: the body runs. A small one is copied for every way out, another exists once with a selector of the way.
//!   On the way of an exception that one is being handled meanwhile, as `sys.exc_info()` and `__context__` show.
//!
//! Inner regions go first; what they leave behind are blocks of the region around, which thereby leaves correctly too.

mod finally;
mod gil;

use crate::edit::*;
use crate::{Context, Pass};
use base::Span;
use mir::*;
use std::collections::HashMap;
use types::Ty;

pub const PASS: Pass =
    Pass { name: "exits", phase: Phase::High, leaves: Phase::Exits, after: &[], run };

fn run(f: &mut Function, cx: &mut Context<'_>) {
    if f.regions.len() > 1 {
        let mut exits = Exits { f, cx, states: HashMap::new() };
        exits.visit(Function::ROOT);
    }
    f.phase = Phase::Exits;
    remove_unreachable(f);
}

struct Exits<'a, 'c> {
    f: &'a mut Function,
    cx: &'a mut Context<'c>,
    /// What GIL regions remember.
    states: HashMap<RegionId, LocalId>,
}

impl Exits<'_, '_> {
    fn visit(&mut self, region: RegionId) {
        let is_child = |id: &RegionId| self.f.regions[*id].parent == Some(region);
        let mut children: Vec<_> = self.f.regions.ids().filter(is_child).collect();
        // A `finally` body has to be plain when it is copied.
        children.sort_by_key(|&id| match self.f.regions[id].kind {
            RegionKind::FinallyBody { .. } => (0, id),
            _ => (1, id),
        });
        children.into_iter().for_each(|child| self.visit(child));
        match self.f.regions[region].kind {
            RegionKind::Handler { saved } => self.handler(region, saved),
            RegionKind::Finally { entry } => self.finally(region, entry),
            RegionKind::NoGil => self.gil_region(region, gil::NOGIL),
            RegionKind::Gil => self.gil_region(region, gil::GIL),
            RegionKind::Root | RegionKind::Try { .. } | RegionKind::FinallyBody { .. } => {}
        }
    }

    fn parent(&self, region: RegionId) -> RegionId {
        self.f.regions[region].parent.unwrap_or(Function::ROOT)
    }

    fn blocks_in(&self, region: RegionId) -> Vec<BlockId> {
        let within = |id: &BlockId| self.f.is_within(self.f.blocks[*id].region, region);
        self.f.blocks.ids().filter(within).collect()
    }

    /// Whether an exception leaves the region.
    fn raises(&self, region: RegionId) -> bool {
        self.blocks_in(region).into_iter().any(|id| {
            let block = &self.f.blocks[id];
            let fails =
                block.stmts.iter().any(Stmt::can_fail) || matches!(block.term, Term::Unwind);
            fails && !self.caught_within(block.region, region)
        })
    }

    /// Whether a `try` between `inner` and `outer` catches.
    fn caught_within(&self, inner: RegionId, outer: RegionId) -> bool {
        self.f
            .regions_around(inner)
            .take_while(|&id| id != outer)
            .any(|id| matches!(self.f.regions[id].kind, RegionKind::Try { .. }))
    }

    /// The region is none any more: what it held belongs to the one around it.
    fn dissolve(&mut self, region: RegionId) {
        self.f.regions[region].kind = RegionKind::Root;
    }

    /// Sends every jump out of the region to the block that `way` makes for its target, and every return to the
    /// block that `back` makes for the value, which is in a temporary by then.
    fn redirect(
        &mut self,
        region: RegionId,
        way: &mut dyn FnMut(&mut Self, BlockId) -> BlockId,
        back: &mut dyn FnMut(&mut Self, Option<CExpr>) -> BlockId,
    ) {
        let mut ways: HashMap<BlockId, BlockId> = HashMap::new();
        for id in self.blocks_in(region) {
            for target in self.f.blocks[id].term.successors() {
                if !self.f.is_within(self.f.blocks[target].region, region) {
                    let to = match ways.get(&target) {
                        Some(&to) => to,
                        None => way(self, target),
                    };
                    ways.insert(target, to);
                }
            }
            self.f.blocks[id].term.for_each_successor_mut(&mut |to| {
                if let Some(&by) = ways.get(to) {
                    *to = by;
                }
            });
            if let Term::Return(value) = self.f.blocks[id].term.clone() {
                let value = value.map(|value| self.keep(id, value));
                let to = back(self, value);
                self.f.blocks[id].term = Term::Goto(to);
            }
        }
    }

    /// The value of a return as it is now, whatever else happens on the way out.
    fn keep(&mut self, block: BlockId, value: CExpr) -> CExpr {
        let fixed = match &value.kind {
            CExprKind::Int(_) | CExprKind::Float(_) | CExprKind::Null => true,
            // Where the GIL is released on the way out, the reference is taken before.
            CExprKind::Const(_) => !self.releases_gil(block),
            CExprKind::Local(id) => self.f.locals[*id].kind == LocalKind::Temp,
            _ => false,
        };
        if fixed {
            return value;
        }
        let span = self.last_span(block);
        let temp = new_temp(self.f, self.f.ret);
        let stmt = assign_stmt(self.f, temp, value, span);
        self.f.blocks[block].stmts.push(stmt);
        use_of(self.f, temp)
    }

    /// Whether a block is in a region without the GIL, at any depth.
    fn releases_gil(&self, block: BlockId) -> bool {
        let mut region = Some(self.f.blocks[block].region);
        while let Some(id) = region {
            if matches!(self.f.regions[id].kind, RegionKind::NoGil) {
                return true;
            }
            region = self.f.regions[id].parent;
        }
        false
    }

    fn last_span(&self, block: BlockId) -> Span {
        self.f.blocks[block].stmts.last().map_or(self.f.span, |stmt| stmt.span)
    }

    /// Leaving an `except` clause, in any way.
    fn handler(&mut self, region: RegionId, saved: LocalId) {
        let parent = self.parent(region);
        let span = self.f.span;
        let raises = self.raises(region);
        let leave = |exits: &mut Self, term: Term, cold: bool| {
            let home = exits.home_with_gil(parent);
            let block = new_block(exits.f, home, cold, term);
            let saved = use_of(exits.f, saved);
            exits.f.blocks[block].stmts.push(op_stmt(None, "exc.leave", vec![saved], span));
            exits.close_home(home, parent);
            exits.door_of(block, home, parent)
        };
        self.redirect(
            region,
            &mut |exits, target| leave(exits, Term::Goto(target), false),
            &mut |exits, value| {
                let back = new_block(exits.f, parent, false, Term::Return(value));
                leave(exits, Term::Goto(back), false)
            },
        );
        if raises {
            let unwind = new_block(self.f, parent, true, Term::Unwind);
            let handler = leave(self, Term::Goto(unwind), true);
            self.f.regions[region].kind = RegionKind::Try { handler };
        } else {
            self.dissolve(region);
        }
    }

    /// The region for blocks that need the GIL; a new one where the region around runs without it.
    fn home_with_gil(&mut self, parent: RegionId) -> RegionId {
        if !self.f.without_gil(parent) {
            return parent;
        }
        self.f.regions.push(Region { parent: Some(parent), kind: RegionKind::Gil })
    }

    /// Ends what `home_with_gil` opened, when its blocks are there.
    fn close_home(&mut self, home: RegionId, parent: RegionId) {
        if home != parent {
            self.gil_region(home, gil::GIL);
        }
    }

    fn null(&self) -> CExpr {
        CExpr::null(Ty::OBJECT)
    }
}
