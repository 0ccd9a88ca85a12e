//! Which objects are to be the same: `y = x` makes one object of two variables, and both may be looked at.
//!
//! A number is boxed where it is looked at. Where a copy is made and both sides are looked at later, it is boxed there, and
//! both have that box. A temporary is assigned once on every path, so its box is made with it if it is looked at more than once.

use super::plan::{Action, Plan};
use crate::unbox::local_of;
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Direction, LocalSet, solve};
use mir::*;
use std::collections::HashSet;

#[derive(Default)]
pub(super) struct Shares {
    /// Copies, by target and source, that share a box.
    shared: HashSet<(LocalId, LocalId)>,
    /// Temporaries whose box is made with them.
    eager: HashSet<LocalId>,
    /// Variables that keep the object of a constant.
    constant: HashSet<LocalId>,
}

/// Python has one object for each of these.
const SMALL: std::ops::RangeInclusive<i128> = -5..=256;

impl Shares {
    pub fn find(f: &Function, plan: &Plan<'_>) -> Shares {
        let looked = Looked { f, plan };
        let facts = solve(f, &Cfg::new(f), &looked);
        let mut shares = Shares::default();
        for (id, block) in f.blocks.iter_enumerated() {
            let mut after = facts.exit[id].clone();
            shares.eager_of(f, plan.looks_of_term(&block.term), &after);
            looked.term(&mut after, &block.term);
            for stmt in block.stmts.iter().rev() {
                shares.stmt(f, plan, stmt, &after);
                looked.stmt(&mut after, stmt);
            }
        }
        shares.close(f, plan);
        shares
    }

    pub fn is_shared(&self, to: LocalId, from: LocalId) -> bool {
        self.shared.contains(&(to, from))
    }

    pub fn is_eager(&self, id: LocalId) -> bool {
        self.eager.contains(&id)
    }

    pub fn keeps_constant(&self, id: LocalId) -> bool {
        self.constant.contains(&id)
    }

    fn stmt(&mut self, f: &Function, plan: &Plan<'_>, stmt: &Stmt, after: &LocalSet) {
        self.eager_of(f, plan.looked_by(f, stmt), after);
        // The result of a call may be an object that others know.
        if plan.action(f, stmt) == Action::Direct {
            self.eager_of(f, stmt.defines().into_iter().collect(), after);
        }
        let (Action::Copy, StmtKind::Assign { place, value }) = (plan.action(f, stmt), &stmt.kind)
        else {
            return;
        };
        let Some(to) = place.as_local().filter(|&to| after.contains(to)) else { return };
        match (local_of(value), plan.values.operand(value)) {
            (Some(from), _) if after.contains(from) => {
                self.shared.insert((to, from));
            }
            (None, Some((CExpr { kind: CExprKind::Int(number), .. }, _)))
                if SMALL.contains(&number) => {}
            (None, _) => {
                self.constant.insert(to);
            }
            _ => {}
        }
    }

    /// Looked at now, and later again.
    fn eager_of(&mut self, f: &Function, looked: Vec<LocalId>, after: &LocalSet) {
        let again = looked.into_iter().filter(|&id| after.contains(id));
        self.eager.extend(again.filter(|&id| f.locals[id].kind == LocalKind::Temp));
    }

    /// What shares a box with a temporary.
    fn close(&mut self, f: &Function, plan: &Plan<'_>) {
        let is_temp = |id: LocalId| f.locals[id].kind == LocalKind::Temp;
        loop {
            let before = (self.shared.len(), self.eager.len());
            for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
                let StmtKind::Assign { place, value } = &stmt.kind else { continue };
                let (Some(to), Some(from)) = (place.as_local(), local_of(value)) else { continue };
                if plan.rep(to).is_none() || plan.rep(from).is_none() {
                    continue;
                }
                if self.eager.contains(&to) {
                    self.shared.insert((to, from));
                }
                if self.is_shared(to, from) {
                    self.eager.extend([to, from].into_iter().filter(|&id| is_temp(id)));
                }
            }
            if before == (self.shared.len(), self.eager.len()) {
                return;
            }
        }
    }
}

/// Locals whose number may be looked at as an object later, before they get another (backward).
struct Looked<'p, 'a> {
    f: &'p Function,
    plan: &'p Plan<'a>,
}

impl Analysis for Looked<'_, '_> {
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

    fn stmt(&self, fact: &mut LocalSet, stmt: &Stmt) {
        let defined = stmt.defines().filter(|&id| fact.contains(id));
        stmt.defines().into_iter().for_each(|id| fact.remove(id));
        if let (Action::Copy, StmtKind::Assign { value, .. }, Some(_)) =
            (self.plan.action(self.f, stmt), &stmt.kind, defined)
        {
            local_of(value).into_iter().for_each(|id| fact.insert(id));
        }
        self.plan.looked_by(self.f, stmt).into_iter().for_each(|id| fact.insert(id));
    }

    fn term(&self, fact: &mut LocalSet, term: &Term) {
        self.plan.looks_of_term(term).into_iter().for_each(|id| fact.insert(id));
    }
}
