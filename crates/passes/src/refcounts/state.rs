//! Where a local is unset, set, or either.

use super::life::Life;
use super::walk::Walk;
use super::{Class, Classes};
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Direction, Facts, LocalSet};
use mir::*;
use types::TypeTable;

pub(super) struct States<'a> {
    pub f: &'a Function,
    pub cfg: &'a Cfg,
    pub classes: &'a Classes,
    pub life: &'a Life,
    pub live: &'a Facts<LocalSet>,
    pub types: &'a TypeTable,
}

/// For every object local: may it be unset (or NULL) here, may it be set?
#[derive(Clone, PartialEq)]
pub(super) struct State {
    pub unset: LocalSet,
    pub set: LocalSet,
}

impl State {
    pub(super) fn make_set(&mut self, id: LocalId) {
        self.set.insert(id);
        self.unset.remove(id);
    }

    pub(super) fn make_unset(&mut self, id: LocalId) {
        self.unset.insert(id);
        self.set.remove(id);
    }

    pub(super) fn make_either(&mut self, id: LocalId) {
        self.unset.insert(id);
        self.set.insert(id);
    }

    pub(super) fn copy(&mut self, to: LocalId, from: LocalId) {
        match (self.unset.contains(from), self.set.contains(from)) {
            (true, true) => self.make_either(to),
            (true, false) => self.make_unset(to),
            _ => self.make_set(to),
        }
    }
}

/// The analysis works on whole blocks: releases at their starts are part of what they do. Statements are therefore
/// handled by the walk, which [`Analysis::term`] starts.
impl Analysis for States<'_> {
    type Fact = State;
    const DIRECTION: Direction = Direction::Forward;

    fn boundary(&self, f: &Function) -> State {
        let mut state = self.bottom(f);
        f.locals.ids().for_each(|id| state.make_unset(id));
        f.params.iter().for_each(|&id| state.make_set(id));
        // Who knows the address may have stored something.
        let memory = f.locals.ids().filter(|&id| f.locals[id].kind == LocalKind::Memory);
        memory.for_each(|id| state.make_either(id));
        state
    }
    fn bottom(&self, f: &Function) -> State {
        State { unset: LocalSet::empty(f), set: LocalSet::empty(f) }
    }
    fn join(&self, into: &mut State, from: &State) {
        self.merge(into, from);
    }
    fn merge(&self, into: &mut State, from: &State) -> bool {
        let unset = into.unset.union(&from.unset);
        into.set.union(&from.set) || unset
    }
    fn stmt(&self, _: &mut State, _: &Stmt) {}
    fn term(&self, _: &mut State, _: &Term) {}
    fn block(&self, state: &mut State, id: BlockId) {
        Walk::new(self, id, state).run();
    }
    fn edge(&self, state: &mut State, term: &Term, to: BlockId) {
        match term {
            Term::Check { value: Some(value), fail, next, .. } if fail != next => {
                if self.classes.class[*value] == Class::Value {
                    return;
                }
                if to == *fail {
                    state.make_unset(*value);
                } else if tells_null(term) {
                    state.make_set(*value);
                }
            }
            Term::If { cond, then, other, .. } if then != other => {
                if let Some((id, null)) = null_test(cond)
                    && self.classes.class[id] != Class::Value
                {
                    if null == (to == *then) {
                        state.make_unset(id);
                    } else {
                        state.make_set(id);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether the value is not NULL where the check passes.
fn tells_null(term: &Term) -> bool {
    matches!(term, Term::Check { fails: builtins::Fails::Null, .. })
}

/// The local that a condition tests, and whether it is NULL where the condition holds.
fn null_test(cond: &CExpr) -> Option<(LocalId, bool)> {
    match &cond.kind {
        CExprKind::IsNull(inner) => match inner.object_root() {
            Some(ObjectRoot::Local(id)) => Some((id, true)),
            _ => None,
        },
        CExprKind::Unary(UnOp::Not, inner) => null_test(inner).map(|(id, null)| (id, !null)),
        _ => None,
    }
}
