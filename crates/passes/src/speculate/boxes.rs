//! Where the box of an unboxed local is there: the object that it came in, or first left in.
//!
//! The object local itself holds the box. It need not: what it holds where no box is known is of no interest.

use super::plan::{Action, Plan};
use crate::unbox::local_of;
use mir::dataflow::{Analysis, Direction, LocalSet};
use mir::*;
use std::collections::HashSet;

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Boxes {
    /// The box may be there. Then the local is NULL where it is not.
    may: LocalSet,
    must: LocalSet,
    /// A parameter's box, if it has one, is what the caller gave (on every path).
    given: LocalSet,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HasBox {
    No,
    Maybe,
    Yes,
    /// In the parameter for it, or nowhere.
    Given,
}

impl Boxes {
    pub fn of(&self, id: LocalId) -> HasBox {
        match (self.must.contains(id), self.may.contains(id)) {
            (true, _) => HasBox::Yes,
            (false, true) => HasBox::Maybe,
            (false, false) if self.given.contains(id) => HasBox::Given,
            (false, false) => HasBox::No,
        }
    }

    pub fn set(&mut self, id: LocalId, there: bool) {
        self.given.remove(id);
        if there {
            self.may.insert(id);
            self.must.insert(id);
        } else {
            self.may.remove(id);
            self.must.remove(id);
        }
    }
}

pub(super) struct BoxState<'p, 'a> {
    pub f: &'p Function,
    pub plan: &'p Plan<'a>,
    handlers: HashSet<BlockId>,
    /// Locals that have a box somewhere.
    ever: LocalSet,
    /// Parameters come as numbers, with or without a box.
    numbers: bool,
}

impl<'p, 'a> BoxState<'p, 'a> {
    pub fn new(f: &'p Function, plan: &'p Plan<'a>, numbers: bool) -> Self {
        let handlers = f.regions.iter().filter_map(|region| match region.kind {
            RegionKind::Try { handler } => Some(handler),
            _ => None,
        });
        let handlers = handlers.collect();
        let mut ever = LocalSet::empty(f);
        f.params.iter().filter(|&&id| plan.rep(id).is_some()).for_each(|&id| ever.insert(id));
        for block in f.blocks.iter() {
            for stmt in &block.stmts {
                plan.looks_of(f, stmt).into_iter().for_each(|id| ever.insert(id));
                let boxed = matches!(
                    plan.action(f, stmt),
                    Action::Plain | Action::Unboxed | Action::Index(_)
                );
                stmt.defines().filter(|_| boxed).into_iter().for_each(|id| ever.insert(id));
            }
        }
        // Temporaries have one definition, or keep no box.
        let temps: Vec<_> =
            ever.iter().filter(|&id| f.locals[id].kind == LocalKind::Temp).collect();
        temps.into_iter().for_each(|id| ever.remove(id));
        BoxState { f, plan, handlers, ever, numbers }
    }

    /// Whether a definition leaves the box beside the number.
    pub fn leaves_box(&self, boxes: &Boxes, stmt: &Stmt, dst: LocalId) -> bool {
        let temp = self.f.locals[dst].kind == LocalKind::Temp;
        let shares = &self.plan.shares;
        match (self.plan.action(self.f, stmt), &stmt.kind) {
            (Action::Plain | Action::Index(_), StmtKind::Assign { .. }) => false,
            (Action::Plain | Action::Index(_), _) => true,
            _ if temp => shares.is_eager(dst),
            (Action::Copy, StmtKind::Assign { value, .. }) => match local_of(value) {
                Some(from) => shares.is_shared(dst, from) || boxes.of(from) == HasBox::Yes,
                None => shares.keeps_constant(dst),
            },
            (Action::Unboxed, _) => true,
            _ => false,
        }
    }

    /// Looking at a temporary that was not boxed with its number leaves nothing behind.
    pub fn remembers(&self, id: LocalId) -> bool {
        self.f.locals[id].kind != LocalKind::Temp || self.plan.shares.is_eager(id)
    }
}

impl Analysis for BoxState<'_, '_> {
    type Fact = Boxes;
    const DIRECTION: Direction = Direction::Forward;

    fn boundary(&self, f: &Function) -> Boxes {
        let none = LocalSet::empty(f);
        let mut boxes = Boxes { may: none.clone(), must: none.clone(), given: none };
        for &id in f.params.iter().filter(|&&id| self.plan.rep(id).is_some()) {
            if self.numbers {
                boxes.given.insert(id);
            } else {
                boxes.set(id, true);
            }
        }
        boxes
    }

    fn bottom(&self, f: &Function) -> Boxes {
        let full = LocalSet::full(f);
        Boxes { may: LocalSet::empty(f), must: full.clone(), given: full }
    }

    fn join(&self, into: &mut Boxes, from: &Boxes) {
        into.may.union(&from.may);
        into.must.intersect(&from.must);
        into.given.intersect(&from.given);
    }

    fn block(&self, boxes: &mut Boxes, id: BlockId) {
        // What failed may have been boxed for it.
        if self.handlers.contains(&id) {
            boxes.may.union(&self.ever);
        }
    }

    fn stmt(&self, boxes: &mut Boxes, stmt: &Stmt) {
        for id in self.plan.looks_of(self.f, stmt).into_iter().filter(|&id| self.remembers(id)) {
            boxes.set(id, true);
        }
        if let Some(dst) = stmt.defines().filter(|&id| self.plan.rep(id).is_some()) {
            let there = self.leaves_box(boxes, stmt, dst);
            boxes.set(dst, there);
        }
    }

    fn term(&self, boxes: &mut Boxes, term: &Term) {
        for id in self.plan.looks_of_term(term).into_iter().filter(|&id| self.remembers(id)) {
            boxes.set(id, true);
        }
    }
}
