//! Goes through a block: lets references wait, cancels them, and takes them where they have to be taken.

use super::quiet::is_quiet;
use super::values::{Null, ValueId, Values, is_place};
use super::{Entry, Late};
use base::Span;
use builtins::{Effects, Fails};
use mir::*;

pub(super) struct Walk<'w, 'a> {
    pub(super) pass: &'w Late<'a>,
    pub(super) values: Values,
    /// The block as it will be, if that is wanted.
    pub(super) out: Option<Vec<Stmt>>,
    pub(super) span: Span,
    /// The objects that references wait for.
    waiting: Vec<ValueId>,
    /// Something failed, perhaps: what comes before the check of that takes references at once.
    unchecked: bool,
}

impl<'w, 'a> Walk<'w, 'a> {
    pub(super) fn new(pass: &'w Late<'a>, entry: &Entry, writes: bool) -> Self {
        let mut null = entry.waiting.clone();
        null.intersect(&pass.follows);
        let mut set = null.clone();
        null.intersect(&entry.maybe_null);
        null.subtract(&entry.maybe_set);
        set.subtract(&null);
        let (mut values, mut waiting) = (Values::new(pass.f, null), Vec::new());
        for id in set.iter() {
            let null = if entry.maybe_null.contains(id) { Null::Maybe } else { Null::No };
            let value = values.add(1, null);
            values.attach(id, value);
            waiting.push(value);
        }
        let span = pass.f.span;
        let out = writes.then(Vec::new);
        Walk { pass, values, out, span, waiting, unchecked: false }
    }

    pub(super) fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            self.span = stmt.span;
            self.stmt(stmt);
        }
        if matches!(block.term, Term::Return(_)) {
            self.take_all();
        }
    }

    fn put(&mut self, kind: StmtKind) {
        let span = self.span;
        if let Some(out) = &mut self.out {
            out.push(Stmt { kind, span });
        }
    }

    fn keep(&mut self, stmt: &Stmt) {
        if let Some(out) = &mut self.out {
            out.push(stmt.clone());
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::IncRef(value) => self.take(stmt, value, true),
            StmtKind::XIncRef(value) => self.take(stmt, value, false),
            StmtKind::DecRef(id) | StmtKind::XDecRef(id) => self.give(stmt, *id),
            StmtKind::Clear(id) => {
                let null = self.values.add(0, Null::Yes);
                self.redefine(*id, null);
                self.keep(stmt);
            }
            StmtKind::Assign { place, value } => self.assign(stmt, place, value),
            StmtKind::Op { dst, op, .. } => {
                self.step(stmt, *dst, is_quiet(*op), op.effects == Effects::Pure);
            }
            StmtKind::Call { dst, callee, fails, .. } => {
                let quiet = match callee {
                    Callee::Func(id) => self.pass.quiet.get(*id).copied().unwrap_or(false),
                    Callee::Extern(_) | Callee::Pointer(_) | Callee::Cpp(_) => false,
                };
                self.step(stmt, *dst, quiet && *fails == Fails::Never, false);
            }
            StmtKind::Unbind(_) | StmtKind::CheckBound(_, _) | StmtKind::Traceback => {
                self.step(stmt, None, false, false);
            }
        }
    }

    /// `incref`
    fn take(&mut self, stmt: &Stmt, value: &CExpr, is_set: bool) {
        let local = match value.object_root() {
            Some(ObjectRoot::Local(id)) if self.pass.follows(id) => Some(id),
            _ => None,
        };
        let Some(id) = local.filter(|_| !self.unchecked) else {
            return self.keep(stmt);
        };
        let held = self.values.of(id);
        let value = &mut self.values[held];
        if is_set {
            value.null = Null::No;
        }
        if value.null != Null::Yes {
            value.waiting += 1;
            self.waiting.push(held);
        }
    }

    /// `decref`
    fn give(&mut self, stmt: &Stmt, id: LocalId) {
        if self.pass.follows(id) {
            let value = self.values.of(id);
            let value = &mut self.values[value];
            if value.null == Null::Yes {
                return;
            }
            if value.waiting > 0 {
                value.waiting -= 1;
                return;
            }
        }
        self.take_all();
        self.values.forget_places();
        self.keep(stmt);
        // What it held may be gone.
        self.values.detach(id);
    }

    fn assign(&mut self, stmt: &Stmt, place: &CExpr, value: &CExpr) {
        let is_object = self.pass.types.is_object(place.ty);
        let Some(id) = place.as_local() else {
            self.values.store(place);
            if is_object && is_place(place) {
                let stored = self.value_of(value);
                self.values.set_place(place, stored);
            }
            return self.keep(stmt);
        };
        if is_object && self.pass.follows(id) {
            let held = self.value_of(value);
            let from_place = is_place(value);
            self.redefine(id, held);
            let mut uses_itself = false;
            value.for_each_local(&mut |local| uses_itself |= local == id);
            if from_place && !uses_itself {
                self.values.set_place(value, held);
            }
        } else {
            self.values.detach(id);
            if self.pass.f.locals[id].kind == LocalKind::Memory {
                self.values.forget_places();
            }
        }
        self.keep(stmt);
    }

    fn value_of(&mut self, expr: &CExpr) -> ValueId {
        match expr.object_root() {
            Some(ObjectRoot::Local(id)) if self.pass.follows(id) => self.values.of(id),
            Some(ObjectRoot::Null) => self.values.add(0, Null::Yes),
            Some(ObjectRoot::Const(_) | ObjectRoot::Class(_)) => self.values.add(0, Null::No),
            Some(ObjectRoot::Local(_)) => self.values.add(0, Null::Maybe),
            None => match self.values.at_place(expr) {
                Some(value) => value,
                None => self.values.add(0, Null::Maybe),
            },
        }
    }

    /// The local holds `value` after the next statement.
    fn redefine(&mut self, id: LocalId, value: ValueId) {
        self.leave_value(id, Some(value));
        self.values.detach(id);
        if self.pass.follows(id) {
            self.values.attach(id, value);
        }
    }

    /// References that wait for an object which no other local holds are taken before the last one forgets it.
    fn leave_value(&mut self, id: LocalId, next: Option<ValueId>) {
        let Some(value) = self.values.known(id) else { return };
        if self.values[value].members.len() == 1 && next != Some(value) {
            self.take_waiting(value);
        }
    }

    /// An operation or a call.
    fn step(&mut self, stmt: &Stmt, dst: Option<LocalId>, quiet: bool, pure: bool) {
        if !quiet {
            self.take_all();
        }
        if let Some(id) = dst {
            self.leave_value(id, None);
        }
        self.keep(stmt);
        if !pure {
            self.values.forget_places();
        }
        if let Some(id) = dst {
            self.values.detach(id);
        }
        self.unchecked |= stmt.can_fail();
    }

    fn take_all(&mut self) {
        for value in std::mem::take(&mut self.waiting) {
            self.take_waiting(value);
        }
    }

    pub(super) fn take_waiting(&mut self, value: ValueId) {
        let count = std::mem::take(&mut self.values[value].waiting);
        if count == 0 {
            return;
        }
        if let Some(taken) = self.take_of(value) {
            (0..count).for_each(|_| self.put(taken.clone()));
        }
    }

    /// The statement that takes a reference to the object.
    pub(super) fn take_of(&self, value: ValueId) -> Option<StmtKind> {
        let value = &self.values[value];
        let local = crate::edit::use_of(self.pass.f, *value.members.first()?);
        match value.null {
            Null::No => Some(StmtKind::IncRef(local)),
            Null::Maybe => Some(StmtKind::XIncRef(local)),
            Null::Yes => None,
        }
    }
}
