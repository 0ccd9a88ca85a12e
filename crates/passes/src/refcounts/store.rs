//! Stores and the end of the function: who owns what is put somewhere, and what becomes of the value that was there.

use super::Class;
use super::walk::Walk;
use mir::dataflow::LocalSet;
use mir::*;
use types::Ty;

impl Walk<'_, '_> {
    /// `local := value`
    pub(super) fn bind(&mut self, id: LocalId, value: &CExpr, live: &LocalSet) {
        let owns = self.class(id) == Class::Owns;
        let from = value.reference_root(self.cx.types);
        let moved = match from {
            Some(ObjectRoot::Local(from)) if owns && self.can_move_to(id, from, live) => Some(from),
            _ => None,
        };
        if owns && moved.is_none() {
            match from {
                Some(ObjectRoot::Local(from)) => self.take(from, value),
                Some(ObjectRoot::Const(_) | ObjectRoot::Class(_)) => {
                    self.put(StmtKind::IncRef(value.clone()))
                }
                Some(ObjectRoot::Null) | None => {}
            }
        }
        let named = self.cx.f.locals[id].kind != LocalKind::Temp;
        let old = (owns && named && self.state.set.contains(id)).then(|| self.old_value(id));
        let place = self.use_of(id);
        self.put(StmtKind::Assign { place: place.clone(), value: value.clone() });
        match from {
            Some(ObjectRoot::Local(from)) => self.state.copy(id, from),
            Some(ObjectRoot::Const(_) | ObjectRoot::Class(_)) => self.state.make_set(id),
            Some(ObjectRoot::Null) => self.state.make_unset(id),
            None => {
                let nullable = self.cx.classes.nullable[id];
                if nullable {
                    self.state.make_either(id)
                } else {
                    self.state.make_set(id)
                }
                if owns {
                    self.take(id, &place);
                }
            }
        }
        if let Some(from) = moved {
            self.unset(from);
        }
        if let Some(release) = old {
            self.put(release);
        }
        // Who knows the address may store, too.
        if self.cx.f.locals[id].kind == LocalKind::Memory {
            self.state.make_either(id);
        }
        if self.is_owned_temp(id) && !live.contains(id) && self.can_release(id) {
            self.release(id);
        }
    }

    /// A copy is a move if the source is not used again: a temporary at its last use, or any local of the function's
    /// own on its way out as the result.
    fn can_move_to(&self, to: LocalId, from: LocalId, live: &LocalSet) -> bool {
        if self.class(from) != Class::Owns || !self.state.set.contains(from) || from == to {
            return false;
        }
        match self.cx.f.locals[from].kind {
            LocalKind::Temp => !live.contains(from),
            LocalKind::Named | LocalKind::Param => self.is_result(to) && !live.contains(from),
            LocalKind::Memory | LocalKind::Field(_) => false,
        }
    }

    /// Whether the block ends with going to the return of `id`.
    fn is_result(&self, id: LocalId) -> bool {
        let Term::Goto(to) = self.cx.f.blocks[self.id].term else { return false };
        let exit = &self.cx.f.blocks[to];
        let returned = match &exit.term {
            Term::Return(Some(value)) => value.as_local(),
            _ => None,
        };
        exit.stmts.is_empty() && returned == Some(id)
    }

    /// Keeps the old value of a local for its release after the store.
    fn old_value(&mut self, id: LocalId) -> StmtKind {
        let maybe = self.state.unset.contains(id);
        let value = self.use_of(id);
        self.keep_old(value, maybe)
    }

    fn keep_old(&mut self, value: CExpr, maybe: bool) -> StmtKind {
        let old = LocalId((self.cx.f.locals.len() + self.temps.len()) as u32);
        self.temps.push(value.ty);
        let place = CExpr::local(old, value.ty);
        self.put(StmtKind::Assign { place, value });
        if maybe { StmtKind::XDecRef(old) } else { StmtKind::DecRef(old) }
    }

    /// A store to a C global, a field or through a pointer: the place owns what it holds.
    pub(super) fn store(&mut self, stmt: &Stmt, place: &CExpr, value: &CExpr, live: &LocalSet) {
        let moved = match value.reference_root(self.cx.types) {
            Some(ObjectRoot::Local(id))
                if self.moves(id, std::slice::from_ref(place), usize::MAX, live) =>
            {
                Some(id)
            }
            Some(ObjectRoot::Local(id)) => {
                self.take(id, value);
                None
            }
            Some(ObjectRoot::Const(_) | ObjectRoot::Class(_)) => {
                self.put(StmtKind::IncRef(value.clone()));
                None
            }
            Some(ObjectRoot::Null) => None,
            None => {
                self.put(StmtKind::XIncRef(value.clone()));
                None
            }
        };
        let release = self.keep_old(place.clone(), true);
        self.out.push(stmt.clone());
        if let Some(id) = moved {
            self.unset(id);
        }
        self.put(release);
    }

    fn take_gil(&mut self) -> CExpr {
        let state = LocalId((self.cx.f.locals.len() + self.temps.len()) as u32);
        self.temps.push(Ty::GILSTATE);
        self.out.push(crate::edit::op_stmt(Some(state), "gil.ensure", Vec::new(), self.span));
        CExpr::local(state, Ty::GILSTATE)
    }

    /// Everything that the function owns goes, except what it returns.
    pub(super) fn leave(&mut self, value: Option<&CExpr>) {
        let mut kept = None;
        if let Some(value) = value {
            match value.reference_root(self.cx.types) {
                Some(ObjectRoot::Local(id)) if self.class(id) == Class::Owns => {
                    kept = Some(id);
                    if self.cx.f.locals[id].kind == LocalKind::Memory {
                        self.take(id, value);
                        kept = None;
                    }
                }
                Some(ObjectRoot::Local(id)) if self.class(id) == Class::Borrows => {
                    self.take(id, value)
                }
                Some(ObjectRoot::Const(_) | ObjectRoot::Class(_)) => {
                    self.put(StmtKind::IncRef(value.clone()))
                }
                Some(ObjectRoot::Local(_) | ObjectRoot::Null) => {}
                None if self.cx.types.is_counted(value.ty) => {
                    self.put(StmtKind::XIncRef(value.clone()))
                }
                None => {}
            }
        }
        let ids: Vec<_> = self.cx.f.locals.ids().collect();
        let (temps, named): (Vec<_>, Vec<_>) =
            ids.into_iter().partition(|&id| self.cx.f.locals[id].kind == LocalKind::Temp);
        let mut owned: Vec<_> = temps.into_iter().chain(named).collect();
        owned.retain(|&id| {
            self.class(id) == Class::Owns && kept != Some(id) && self.state.set.contains(id)
        });
        let gil = owned.iter().all(|&id| self.can_release(id));
        let state = if gil { None } else { Some(self.take_gil()) };
        owned.into_iter().for_each(|id| self.release(id));
        if let Some(state) = state {
            self.out.push(crate::edit::op_stmt(None, "gil.release", vec![state], self.span));
        }
    }
}
