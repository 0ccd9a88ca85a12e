//! `finally`: the body on every way out of what it protects.

use super::Exits;
use crate::edit::*;
use mir::*;
use std::collections::HashMap;
use types::Ty;

/// As many statements may appear by copying.
const COPIED: usize = 16;

/// The ways on which control leaves the protected region.
struct Ways {
    targets: Vec<BlockId>,
    returns: bool,
    raises: bool,
}

impl Ways {
    fn count(&self) -> usize {
        self.targets.len() + usize::from(self.returns) + usize::from(self.raises)
    }
}

/// The body of a `finally`, with nothing but `try` and GIL regions inside.
struct Body {
    region: RegionId,
    blocks: Vec<BlockId>,
    entry: BlockId,
}

/// Where each way out goes first.
#[derive(Default)]
struct Doors {
    targets: HashMap<BlockId, BlockId>,
    returns: Option<BlockId>,
    raises: Option<BlockId>,
}

impl Exits<'_, '_> {
    pub(super) fn finally(&mut self, region: RegionId, entry: BlockId) {
        let ways = self.ways(region);
        let body_region = self.f.blocks[entry].region;
        let body_region = self
            .f
            .regions_around(body_region)
            .find(|&id| self.f.regions[id].kind == RegionKind::FinallyBody { of: region });
        let Some(body_region) = body_region else { return self.dissolve(region) };
        let blocks = self.blocks_in(body_region);
        let body = Body { region: body_region, blocks, entry };
        // A copy each, or one for all.
        let size: usize = body.blocks.iter().map(|&id| self.f.blocks[id].stmts.len() + 1).sum();
        let pending = (ways.returns && self.f.ret != Ty::VOID).then(|| self.pending(self.f.ret));
        let doors = if ways.count() < 2 || size * (ways.count() - 1) <= COPIED {
            self.copies(region, &ways, &body, pending)
        } else {
            self.shared(region, &ways, &body, pending)
        };
        self.redirect(region, &mut |_, target| doors.targets[&target], &mut |exits, value| {
            exits.store_pending(pending, value, doors.returns)
        });
        match doors.raises {
            Some(handler) => self.f.regions[region].kind = RegionKind::Try { handler },
            None => self.dissolve(region),
        }
        self.dissolve(body_region);
    }

    fn ways(&self, region: RegionId) -> Ways {
        let mut ways = Ways { targets: Vec::new(), returns: false, raises: self.raises(region) };
        for id in self.blocks_in(region) {
            let term = &self.f.blocks[id].term;
            for to in term.successors() {
                let leaves = !self.f.is_within(self.f.blocks[to].region, region);
                if leaves && !ways.targets.contains(&to) {
                    ways.targets.push(to);
                }
            }
            ways.returns |= matches!(term, Term::Return(_));
        }
        ways
    }

    /// A local for the value of a return that is under way. An object is a temporary: it is released where the return
    /// comes to nothing.
    fn pending(&mut self, ty: Ty) -> LocalId {
        if self.cx.types.is_counted(ty) { new_temp(self.f, ty) } else { new_variable(self.f, ty) }
    }

    fn store_pending(
        &mut self,
        pending: Option<LocalId>,
        value: Option<CExpr>,
        to: Option<BlockId>,
    ) -> BlockId {
        // Returns are among the ways, so there is a door.
        let to = to.unwrap_or(Function::ENTRY);
        let (Some(pending), Some(value)) = (pending, value) else { return to };
        let region = self.f.blocks[to].region;
        let block = new_block(self.f, region, false, Term::Goto(to));
        let stmt = assign_stmt(self.f, pending, value, self.f.span);
        self.f.blocks[block].stmts.push(stmt);
        block
    }

    fn return_block(&mut self, parent: RegionId, pending: Option<LocalId>) -> BlockId {
        let value = pending.map(|id| use_of(self.f, id));
        new_block(self.f, parent, false, Term::Return(value))
    }

    /// The body once for every way out.
    fn copies(
        &mut self,
        region: RegionId,
        ways: &Ways,
        body: &Body,
        pending: Option<LocalId>,
    ) -> Doors {
        let parent = self.parent(region);
        let mut doors = Doors::default();
        for &target in &ways.targets {
            doors.targets.insert(target, self.copy(body, parent, target, false));
        }
        if ways.returns {
            let back = self.return_block(parent, pending);
            doors.returns = Some(self.copy(body, parent, back, false));
        }
        if ways.raises {
            doors.raises = Some(if self.f.without_gil(parent) && self.is_plain_c(body) {
                // Nothing looks at the exception meanwhile: it stays in flight.
                let unwind = new_block(self.f, parent, true, Term::Unwind);
                self.copy(body, parent, unwind, true)
            } else {
                let flight = self.flight();
                let rethrow = self.rethrow(parent, &flight);
                let handler = RegionKind::Handler { saved: flight.saved };
                let home = self.f.regions.push(Region { parent: Some(parent), kind: handler });
                let entry = self.copy(body, home, rethrow, true);
                let door = self.catch(parent, &flight, entry);
                self.handler(home, flight.saved);
                door
            });
        }
        doors
    }

    /// The body once, with a selector that tells where to go on. It always runs as in an `except` clause: on ways without
    /// an exception, with what is handled anyway.
    fn shared(
        &mut self,
        region: RegionId,
        ways: &Ways,
        body: &Body,
        pending: Option<LocalId>,
    ) -> Doors {
        let parent = self.parent(region);
        let flight = self.flight();
        let selector = new_variable(self.f, Ty::INT);
        let handler = RegionKind::Handler { saved: flight.saved };
        let home = self.f.regions.push(Region { parent: Some(parent), kind: handler });
        let choose = new_block(self.f, parent, false, Term::Unreachable);
        let entry = self.copy(body, home, choose, false);
        let mut doors = Doors::default();
        let mut cases: Vec<(i128, BlockId)> = Vec::new();
        let nothing = [Some(flight.exception), pending];
        for &target in &ways.targets {
            let way = cases.len() as i128;
            let door = self.choice(parent, entry, &flight, (selector, way), &nothing);
            doors.targets.insert(target, door);
            cases.push((way, target));
        }
        if ways.returns {
            let way = cases.len() as i128;
            let none = [Some(flight.exception), None];
            let door = self.choice(parent, entry, &flight, (selector, way), &none);
            doors.returns = Some(door);
            let back = self.return_block(parent, pending);
            cases.push((way, back));
        }
        if ways.raises {
            let way = cases.len() as i128;
            let set = new_block(self.f, parent, true, Term::Goto(entry));
            self.preset(set, (selector, way), &[pending]);
            doors.raises = Some(self.catch(parent, &flight, set));
            let rethrow = self.rethrow(parent, &flight);
            cases.push((way, rethrow));
        }
        let default = cases.pop().map_or(choose, |(_, to)| to);
        let value = use_of(self.f, selector);
        self.f.blocks[choose].term = Term::Switch { value, cases, default };
        self.handler(home, flight.saved);
        doors
    }

    /// The entrance of a shared body on a way without an exception.
    fn choice(
        &mut self,
        parent: RegionId,
        entry: BlockId,
        flight: &Flight,
        select: (LocalId, i128),
        nothing: &[Option<LocalId>],
    ) -> BlockId {
        let home = self.home_with_gil(parent);
        let block = new_block(self.f, home, false, Term::Goto(entry));
        self.preset(block, select, nothing);
        let current = op_stmt(Some(flight.saved), "exc.current", Vec::new(), self.f.span);
        self.f.blocks[block].stmts.push(current);
        self.close_home(home, parent);
        self.door_of(block, home, parent)
    }

    /// Sets the selector, and objects to NULL that this way does not have.
    fn preset(&mut self, block: BlockId, select: (LocalId, i128), nothing: &[Option<LocalId>]) {
        let span = self.f.span;
        let number = CExpr::int(select.1, Ty::INT);
        let stmt = assign_stmt(self.f, select.0, number, span);
        self.f.blocks[block].stmts.push(stmt);
        for &id in nothing.iter().flatten() {
            if self.cx.types.is_counted(self.f.locals[id].ty) {
                let stmt = assign_stmt(self.f, id, self.null(), span);
                self.f.blocks[block].stmts.push(stmt);
            }
        }
    }

    fn flight(&mut self) -> Flight {
        let exception = new_temp(self.f, Ty::OBJECT);
        Flight { exception, saved: new_temp(self.f, Ty::OBJECT) }
    }

    /// The landing: the exception becomes the one being handled, then control goes to `entry`.
    fn catch(&mut self, parent: RegionId, flight: &Flight, entry: BlockId) -> BlockId {
        let span = self.f.span;
        let home = self.home_with_gil(parent);
        let block = new_block(self.f, home, true, Term::Goto(entry));
        let exception = use_of(self.f, flight.exception);
        self.f.blocks[block].stmts.extend([
            op_stmt(Some(flight.exception), "exc.fetch", Vec::new(), span),
            op_stmt(Some(flight.saved), "exc.enter", vec![exception], span),
        ]);
        self.close_home(home, parent);
        self.door_of(block, home, parent)
    }

    /// What leads to a block of a region that takes the GIL at its entrance.
    pub(super) fn door_of(&mut self, block: BlockId, home: RegionId, parent: RegionId) -> BlockId {
        if home == parent {
            return block;
        }
        // Nothing leads there yet, so the entrance was not made with the region.
        self.enter_late(block, home, parent)
    }

    fn rethrow(&mut self, parent: RegionId, flight: &Flight) -> BlockId {
        let span = self.f.span;
        let home = self.home_with_gil(parent);
        let block = new_block(self.f, home, true, Term::Unreachable);
        let exception = use_of(self.f, flight.exception);
        self.f.blocks[block].stmts.push(op_stmt(None, "exc.rethrow", vec![exception], span));
        self.close_home(home, parent);
        self.door_of(block, home, parent)
    }

    /// No Python, no failure, no way out but its end: the body neither sees an exception nor drops it.
    fn is_plain_c(&self, body: &Body) -> bool {
        body.blocks.iter().all(|&id| {
            let block = &self.f.blocks[id];
            let stays = block.term.successors().iter().all(|to| body.blocks.contains(to))
                && !matches!(block.term, Term::Return(_));
            stays && self.f.without_gil(block.region) && !block.stmts.iter().any(Stmt::can_fail)
        })
    }

    /// Copies the body into `home`; its end goes on to `end`. Returns the entry.
    fn copy(&mut self, body: &Body, home: RegionId, end: BlockId, cold: bool) -> BlockId {
        let mut regions: HashMap<RegionId, RegionId> = HashMap::from([(body.region, home)]);
        let mut inner: Vec<_> = self
            .f
            .regions
            .ids()
            .filter(|&id| id != body.region && self.f.is_within(id, body.region))
            .collect();
        inner.sort_by_key(|&id| self.f.regions_around(id).count());
        for id in inner {
            let kind = self.f.regions[id].kind.clone();
            let parent = self.f.regions[id].parent.and_then(|id| regions.get(&id).copied());
            let copy = self.f.regions.push(Region { parent, kind });
            regions.insert(id, copy);
        }
        let mut blocks: HashMap<BlockId, BlockId> = HashMap::new();
        for &id in &body.blocks {
            let mut block = self.f.blocks[id].clone();
            block.region = regions[&block.region];
            block.cold |= cold;
            blocks.insert(id, self.f.blocks.push(block));
        }
        for copy in regions.values().filter(|&&copy| copy != home) {
            if let RegionKind::Try { handler } = &mut self.f.regions[*copy].kind {
                *handler = blocks.get(handler).copied().unwrap_or(*handler);
            }
        }
        for &copy in blocks.values() {
            let term = &mut self.f.blocks[copy].term;
            if matches!(term, Term::EndFinally) {
                *term = Term::Goto(end);
            } else {
                term.for_each_successor_mut(&mut |to| {
                    *to = blocks.get(to).copied().unwrap_or(*to);
                });
            }
        }
        blocks[&body.entry]
    }
}

/// The exception under way and what was handled before it.
struct Flight {
    exception: LocalId,
    saved: LocalId,
}
