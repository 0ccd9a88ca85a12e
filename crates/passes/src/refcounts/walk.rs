//! Goes through a block with a state, and writes the block anew with its counts.

use super::Class;
use super::state::{State, States};
use base::{IdVec, Span};
use builtins::Ret;
use mir::dataflow::{Analysis, LocalSet};
use mir::*;
use std::collections::HashMap;
use types::Ty;

/// The new statements of every block, and the locals that the old values of stores are kept in.
pub(super) struct Rewritten {
    blocks: IdVec<BlockId, Vec<Stmt>>,
    /// What has to be done first in a block that only a check leads to.
    after_check: HashMap<BlockId, Vec<Stmt>>,
    /// Statuses that need a local: the block and its type.
    statuses: Vec<(BlockId, LocalId, Ty)>,
    temps: Vec<Ty>,
}

pub(super) fn apply(f: &mut Function, rewritten: Rewritten) {
    let first = f.locals.len();
    for ty in rewritten.temps {
        crate::edit::new_temp(f, ty);
    }
    debug_assert!(f.locals.len() >= first);
    f.blocks.iter_mut().zip(rewritten.blocks.iter()).for_each(|(block, stmts)| {
        block.stmts = stmts.clone();
    });
    for (block, id, _) in rewritten.statuses {
        if let Term::Check { value, .. } = &mut f.blocks[block].term {
            *value = Some(id);
        }
    }
    for (block, stmts) in rewritten.after_check {
        f.blocks[block].stmts.splice(0..0, stmts);
    }
}

impl States<'_> {
    pub(super) fn rewrite(&self, entry: &IdVec<BlockId, State>) -> Rewritten {
        let mut rewritten = Rewritten {
            blocks: self.f.blocks.iter().map(|block| block.stmts.clone()).collect(),
            after_check: HashMap::new(),
            statuses: Vec::new(),
            temps: Vec::new(),
        };
        for id in self.cfg.reverse_postorder() {
            let mut state = entry[id].clone();
            let mut walk = Walk::new(self, id, &mut state);
            walk.temps = std::mem::take(&mut rewritten.temps);
            walk.run();
            rewritten.temps = std::mem::take(&mut walk.temps);
            rewritten.blocks[id] = std::mem::take(&mut walk.out);
            rewritten.statuses.extend(walk.status.take().map(|(local, ty)| (id, local, ty)));
            if let Some((to, stmts)) = walk.after_check.take() {
                rewritten.after_check.insert(to, stmts);
            }
        }
        rewritten
    }
}

pub(super) struct Walk<'w, 'a> {
    pub(super) cx: &'w States<'a>,
    pub(super) id: BlockId,
    pub(super) state: &'w mut State,
    pub(super) out: Vec<Stmt>,
    pub(super) span: Span,
    pub(super) temps: Vec<Ty>,
    pub(super) status: Option<(LocalId, Ty)>,
    pub(super) after_check: Option<(BlockId, Vec<Stmt>)>,
}

/// What is live behind the statements of a block, one after the other. A set for each of them would take room like the square
/// of the block's length; what changes at each takes little.
struct LiveBehind {
    now: LocalSet,
    /// Of each statement, the last one first: the locals that are live either before it or behind it.
    changes: Vec<Vec<LocalId>>,
}

impl LiveBehind {
    fn new(cx: &States<'_>, id: BlockId) -> Self {
        let block = &cx.f.blocks[id];
        let mut now = cx.live.exit[id].clone();
        cx.life.term(&mut now, &block.term);
        let mut changes = Vec::with_capacity(block.stmts.len());
        let mut named = Vec::new();
        for stmt in block.stmts.iter().rev() {
            named.clear();
            named.extend(stmt.defines());
            if let StmtKind::Unbind(id) = stmt.kind {
                named.push(id);
            }
            stmt.for_each_use(&mut |id| named.extend(cx.life.needs(id)));
            named.sort_unstable();
            named.dedup();
            let behind: Vec<bool> = named.iter().map(|&id| now.contains(id)).collect();
            cx.life.stmt(&mut now, stmt);
            let changed =
                named.iter().zip(behind).filter(|&(&id, behind)| now.contains(id) != behind);
            changes.push(changed.map(|(&id, _)| id).collect());
        }
        LiveBehind { now, changes }
    }

    /// Goes on behind the next statement.
    fn pass(&mut self) {
        for id in self.changes.pop().unwrap_or_default() {
            if self.now.contains(id) {
                self.now.remove(id);
            } else {
                self.now.insert(id);
            }
        }
    }
}

impl<'w, 'a> Walk<'w, 'a> {
    pub(super) fn new(cx: &'w States<'a>, id: BlockId, state: &'w mut State) -> Self {
        let span = cx.f.span;
        let (out, temps) = (Vec::new(), Vec::new());
        Walk { cx, id, state, out, span, temps, status: None, after_check: None }
    }

    pub(super) fn run(&mut self) {
        let cx = self.cx;
        let block = &cx.f.blocks[self.id];
        // A landing that adds the traceback entry leaves releases to where it goes.
        let passes_on = block.stmts.iter().any(|stmt| matches!(stmt.kind, StmtKind::Traceback));
        // Those of a function that can be suspended come with their references.
        if self.id == Function::ENTRY && cx.f.suspends.is_none() {
            self.own_params();
        }
        if !passes_on {
            self.span = block.stmts.first().map_or(cx.f.span, |stmt| stmt.span);
            self.release_dead(&cx.live.entry[self.id]);
        }
        let mut live = LiveBehind::new(cx, self.id);
        for (index, stmt) in block.stmts.iter().enumerate() {
            self.span = stmt.span;
            let last = index + 1 == block.stmts.len();
            live.pass();
            self.stmt(stmt, last, &live.now);
        }
        if let Term::Return(value) = &block.term {
            self.leave(value.as_ref());
        }
    }

    /// A parameter that is rebound is like any other local: it owns what it holds.
    pub(super) fn own_params(&mut self) {
        for &id in &self.cx.f.params {
            if self.class(id) == Class::Owns {
                let value = self.use_of(id);
                let maybe = self.cx.classes.nullable[id];
                self.put(if maybe { StmtKind::XIncRef(value) } else { StmtKind::IncRef(value) });
            }
        }
    }

    pub(super) fn class(&self, id: LocalId) -> Class {
        self.cx.classes.class[id]
    }

    /// Whether the local can be released in this block. A share of a memoryview needs no GIL for that.
    pub(super) fn can_release(&self, id: LocalId) -> bool {
        self.cx.classes.gil[self.id] || self.cx.types.as_view(self.cx.f.locals[id].ty).is_some()
    }

    pub(super) fn is_owned_temp(&self, id: LocalId) -> bool {
        self.class(id) == Class::Owns && self.cx.f.locals[id].kind == LocalKind::Temp
    }

    pub(super) fn put(&mut self, kind: StmtKind) {
        self.out.push(Stmt { kind, span: self.span });
    }

    pub(super) fn use_of(&self, id: LocalId) -> CExpr {
        crate::edit::use_of(self.cx.f, id)
    }

    /// Releases what the local owns, if anything.
    pub(super) fn release(&mut self, id: LocalId) {
        if !self.state.set.contains(id) {
            return;
        }
        let maybe = self.state.unset.contains(id);
        self.put(if maybe { StmtKind::XDecRef(id) } else { StmtKind::DecRef(id) });
        self.unset(id);
    }

    /// The local owns nothing any more. Clears that nobody looks at are removed in the end.
    pub(super) fn unset(&mut self, id: LocalId) {
        self.put(StmtKind::Clear(id));
        self.state.make_unset(id);
    }

    pub(super) fn release_dead(&mut self, live: &LocalSet) {
        let set: Vec<_> = self.state.set.iter().collect();
        for id in set {
            if self.is_owned_temp(id) && !live.contains(id) && self.can_release(id) {
                self.release(id);
            }
        }
    }

    pub(super) fn stmt(&mut self, stmt: &Stmt, last: bool, live: &LocalSet) {
        match &stmt.kind {
            StmtKind::Op { .. } | StmtKind::Call { .. } => self.step(stmt, last, live),
            StmtKind::Assign { place, value } if self.is_object_store(place) => {
                match place.as_local() {
                    Some(id) => self.bind(id, value, live),
                    None => self.store(stmt, place, value, live),
                }
                self.release_used(stmt, live);
            }
            StmtKind::Unbind(id) => {
                if self.class(*id) == Class::Owns {
                    self.release(*id);
                    self.state.make_unset(*id);
                }
            }
            StmtKind::Assign { .. } | StmtKind::CheckBound(_, _) | StmtKind::Traceback => {
                self.out.push(stmt.clone());
                self.release_used(stmt, live);
            }
            // There are none before this pass.
            StmtKind::IncRef(_)
            | StmtKind::XIncRef(_)
            | StmtKind::DecRef(_)
            | StmtKind::XDecRef(_)
            | StmtKind::Clear(_) => self.out.push(stmt.clone()),
        }
    }

    pub(super) fn is_object_store(&self, place: &CExpr) -> bool {
        match place.as_local() {
            Some(id) => self.class(id) != Class::Value,
            None => self.cx.types.is_counted(place.ty),
        }
    }

    /// Releases temporaries that the statement was the last to use.
    pub(super) fn release_used(&mut self, stmt: &Stmt, live: &LocalSet) {
        self.dying(stmt, live).into_iter().for_each(|id| self.release(id));
    }

    pub(super) fn dying(&self, stmt: &Stmt, live: &LocalSet) -> Vec<LocalId> {
        let mut used: Vec<LocalId> = Vec::new();
        stmt.for_each_use(&mut |id| self.cx.life.with_owners(id, &mut used));
        // In the order of evaluation, as the interpreter pops them; what something pointed into goes after that.
        let mut dying: Vec<LocalId> = Vec::new();
        for id in used {
            let owned = self.is_owned_temp(id) && self.state.set.contains(id);
            if owned && !live.contains(id) && !dying.contains(&id) && self.can_release(id) {
                dying.push(id);
            }
        }
        dying
    }

    /// An operation or a call.
    pub(super) fn step(&mut self, stmt: &Stmt, last: bool, live: &LocalSet) {
        let (dst, args, op) = match &stmt.kind {
            StmtKind::Op { dst, args, op } => (*dst, args, Some(*op)),
            StmtKind::Call { dst, args, .. } => (*dst, args, None),
            _ => return,
        };
        let ret = op.map(|op| op.ret);
        let steals = |index: usize| {
            let row = op.and_then(|op| op.args.get(index.min(op.args.len().max(1) - 1)).copied());
            row.is_some_and(|arg| arg.steals)
        };
        let mut moved = Vec::new();
        for (index, arg) in args.iter().enumerate().filter(|&(index, _)| steals(index)) {
            match arg.reference_root(self.cx.types) {
                Some(ObjectRoot::Local(id)) if self.moves(id, args, index, live) => moved.push(id),
                Some(ObjectRoot::Local(id)) => self.take(id, arg),
                Some(ObjectRoot::Const(_) | ObjectRoot::Class(_)) => {
                    self.put(StmtKind::IncRef(arg.clone()))
                }
                Some(ObjectRoot::Null) | None => {}
            }
        }
        self.out.push(stmt.clone());
        let made = self.out.len();
        moved.into_iter().for_each(|id| self.unset(id));
        let checked = last && matches!(self.cx.f.blocks[self.id].term, Term::Check { .. });
        let dying = self.dying(stmt, live);
        if let Some(dst) = dst.filter(|&dst| self.class(dst) == Class::Owns)
            && matches!(ret, Some(Ret::Borrow(..) | Ret::Immortal(_)))
        {
            self.take_lent(dst, checked, dying.is_empty());
        }
        dying.into_iter().for_each(|id| self.release(id));
        if checked && self.out.len() > made {
            self.keep_status(made - 1);
        }
        let Some(dst) = dst.filter(|&dst| self.class(dst) != Class::Value) else { return };
        match ret {
            Some(Ret::NewOrNull(_)) => self.state.make_either(dst),
            _ => self.state.make_set(dst),
        }
        if !checked && self.is_owned_temp(dst) && !live.contains(dst) && self.can_release(dst) {
            self.release(dst);
        }
    }

    /// A reference to what an operation lent, before its owner is released.
    pub(super) fn take_lent(&mut self, dst: LocalId, checked: bool, owner_stays: bool) {
        let value = self.use_of(dst);
        match self.cx.f.blocks[self.id].term {
            Term::Check { next, .. } if checked && owner_stays => {
                let take = Stmt { kind: StmtKind::IncRef(value), span: self.span };
                self.after_check = Some((next, vec![take]));
            }
            // The result of a failure is NULL.
            _ if checked => self.put(StmtKind::XIncRef(value)),
            _ => self.put(StmtKind::IncRef(value)),
        }
    }

    /// Whether the operation gets the local's own reference: this is the only and last use.
    pub(super) fn moves(&self, id: LocalId, args: &[CExpr], index: usize, live: &LocalSet) -> bool {
        let again = |(other, arg): (usize, &CExpr)| {
            let mut found = false;
            arg.for_each_local(&mut |used| found |= self.cx.life.depends(used, id));
            found && other != index
        };
        self.is_owned_temp(id)
            && !live.contains(id)
            && self.state.set.contains(id)
            && !args.iter().enumerate().any(again)
    }

    /// A reference for somebody else to what the local holds.
    pub(super) fn take(&mut self, id: LocalId, value: &CExpr) {
        match (self.state.unset.contains(id), self.state.set.contains(id)) {
            (true, true) => self.put(StmtKind::XIncRef(value.clone())),
            (false, true) => self.put(StmtKind::IncRef(value.clone())),
            _ => {}
        }
    }

    /// What comes between an operation and its check must not lose the status.
    pub(super) fn keep_status(&mut self, at: usize) {
        let StmtKind::Op { dst: dst @ None, op, .. } = &mut self.out[at].kind else { return };
        if let (Some(ty), true) = (op.c_result(), op.can_fail()) {
            let id = LocalId((self.cx.f.locals.len() + self.temps.len()) as u32);
            *dst = Some(id);
            self.temps.push(ty);
            self.status = Some((id, ty));
        }
    }
}
