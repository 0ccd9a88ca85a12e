//! What the fast copy of a function would be, and whether it is worth its size.

use super::callees::{Callee, Callees, direct, in_words};
use super::kinds;
use super::loops::{Loops, RangeLoop};
use super::shape::shape;
use super::shares::Shares;
use super::values::Values;
use crate::unbox::{Rep, local_of};
use base::IdVec;
use builtins::Op;
use mir::{CExpr, CExprKind, Const, ConstId, Function, LocalId, Stmt, StmtKind, Term};
use std::collections::{HashMap, HashSet};
use types::TypeTable;

/// Operations that are done in C have to count for this much.
const ENOUGH: u32 = 4;

pub(super) struct Plan<'a> {
    pub values: Values<'a>,
    pub loops: Loops,
    pub shares: Shares,
    /// What is called directly, by the temporary that holds it.
    pub calls: HashMap<LocalId, Callee>,
    /// Where the boxes of parameters are.
    pub given: HashMap<LocalId, LocalId>,
    /// Globals that are not read: the call asks whether they are what is called directly.
    pub unread: HashSet<LocalId>,
    /// What all returned values are held in, if that is one thing.
    pub result: Option<Rep>,
    /// The result is given to direct callers as a number.
    pub gives_number: bool,
    gain: u32,
}

/// How a statement is done in the fast copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Action {
    /// As it is; what it looks at is boxed, and what it gives is tested.
    Plain,
    /// The result is computed in C, and goes to a C local.
    Computed,
    /// The result is computed in C and boxed.
    Boxed,
    /// A copy between locals with representations, or of a constant to one.
    Copy,
    /// A copy of an object, with a test.
    Unboxed,
    /// A range is called, iterated, asked for the next item: the number of the loop.
    Range(usize),
    Iterate,
    Next(usize),
    /// A global that is called directly at once: the call asks for it.
    Unread,
    /// A call of a function of the module.
    Direct,
    /// A subscript by a word: the operation that takes a C index.
    Index(&'static str),
}

impl<'a> Plan<'a> {
    pub fn new(
        f: &Function,
        types: &'a TypeTable,
        consts: &'a IdVec<ConstId, Const>,
        callees: &Callees,
    ) -> Self {
        let calls = callees.calls(f, consts);
        let promising = is_promising(f, types, &calls);
        let mut loops = if promising { Loops::find(f, consts) } else { Loops::default() };
        let words: IdVec<LocalId, LocalId> = f.locals.ids().collect();
        let mut values = Values { types, consts, rep: IdVec::new(), words };
        // Each round may take loops away, and with them reasons for words.
        loop {
            if !promising {
                break;
            }
            values.rep = kinds::guess(f, types, consts, &loops, &calls);
            let counted = |found: &RangeLoop| {
                found
                    .start
                    .iter()
                    .chain([&found.stop])
                    .all(|arg| values.operand(arg).is_some_and(|(_, rep)| rep == Rep::Word))
            };
            if !loops.retain(f, &counted) {
                break;
            }
        }
        let shares = Shares::default();
        let mut plan = Plan {
            values,
            loops,
            shares,
            calls,
            given: HashMap::new(),
            unread: HashSet::new(),
            result: None,
            gives_number: false,
            gain: 0,
        };
        plan.gives_number = callees.of_function(f).is_some();
        plan.result = plan.returned(f);
        while plan.drop_useless(f) {
            plan.result = plan.returned(f);
        }
        plan.gives_number &= plan.result.is_some();
        plan.gain = plan.weigh(f);
        if plan.is_worth() {
            plan.shares = Shares::find(f, &plan);
            plan.unread = plan.find_unread(f);
        }
        plan
    }

    pub fn is_worth(&self) -> bool {
        self.gain >= ENOUGH
    }

    pub fn rep(&self, id: LocalId) -> Option<Rep> {
        self.values.rep.get(id).copied().flatten()
    }

    pub fn action(&self, f: &Function, stmt: &Stmt) -> Action {
        match &stmt.kind {
            StmtKind::Assign { place, value } => {
                let Some(rep) = place.as_local().and_then(|id| self.rep(id)) else {
                    return Action::Plain;
                };
                match self.values.operand(value) {
                    Some((_, from)) if from == rep => Action::Copy,
                    _ => Action::Unboxed,
                }
            }
            StmtKind::Op { dst: Some(dst), op, args } => self.op_action(f, *dst, *op, args),
            StmtKind::Op { dst: None, op, args } => self.index(*op, args),
            _ => Action::Plain,
        }
    }

    fn op_action(&self, f: &Function, dst: LocalId, op: Op, args: &[CExpr]) -> Action {
        if let Some(index) = self.loops.range(dst) {
            return Action::Range(index);
        }
        if self.unread.contains(&dst) {
            return Action::Unread;
        }
        if self.loops.iterator(dst).is_some() {
            return Action::Iterate;
        }
        if op.name == "iter.next"
            && let Some(index) =
                args.first().and_then(local_of).and_then(|id| self.loops.iterator(id))
        {
            return Action::Next(index);
        }
        if direct(&self.calls, op.name, args).is_some() {
            return Action::Direct;
        }
        let Some(computed) = self.values.computed(op, args) else { return self.index(op, args) };
        let is_object = self.values.types.is_object(f.locals[dst].ty);
        match (computed.rep, self.rep(dst)) {
            (Some(found), Some(wanted)) if found == wanted => Action::Computed,
            (None, None) if !is_object => Action::Computed,
            (Some(_), None) if is_object && self.values.concerns(args) => Action::Boxed,
            _ => Action::Plain,
        }
    }

    /// What all values are that the function returns.
    fn returned(&self, f: &Function) -> Option<Rep> {
        let mut found = None;
        for block in f.blocks.iter() {
            let Term::Return(value) = &block.term else { continue };
            let (_, rep) = self.values.operand(value.as_ref()?)?;
            if found.is_some_and(|found| found != rep) {
                return None;
            }
            found = Some(rep);
        }
        found
    }

    /// `x[i]` and `x[i] = y` of any object, by a word.
    fn index(&self, op: Op, args: &[CExpr]) -> Action {
        let by_index = match op.name {
            "obj.getitem" => "obj.getitem_index",
            "obj.setitem" => "obj.setitem_index",
            "obj.delitem" => "obj.delitem_index",
            _ => return Action::Plain,
        };
        let word = args.get(1).filter(|key| local_of(key).is_some());
        match word.and_then(|key| self.values.operand(key)) {
            Some((_, Rep::Word)) => Action::Index(by_index),
            _ => Action::Plain,
        }
    }

    /// The locals with a representation that a statement or terminator reads as objects.
    pub fn looked_at(&self, expr: &CExpr, found: &mut Vec<LocalId>) {
        let mut concerned = false;
        expr.for_each_local(&mut |id| concerned |= self.rep(id).is_some());
        if !concerned {
            return;
        }
        let mut expr = expr.clone();
        self.values.rewrite(&mut expr);
        expr.for_each_local(&mut |id| {
            if self.rep(id).is_some() && !found.contains(&id) {
                found.push(id);
            }
        });
    }

    /// What a statement boxes: what it looks at as an object, and what a copy shares.
    pub fn looks_of(&self, f: &Function, stmt: &Stmt) -> Vec<LocalId> {
        let mut found = self.looked_by(f, stmt);
        if let (Action::Copy, StmtKind::Assign { place, value }) =
            (self.action(f, stmt), &stmt.kind)
            && let (Some(to), Some(from)) = (place.as_local(), local_of(value))
            && self.shares.is_shared(to, from)
        {
            found.push(from);
        }
        found
    }

    pub fn looked_by(&self, f: &Function, stmt: &Stmt) -> Vec<LocalId> {
        let mut found = Vec::new();
        match (self.action(f, stmt), &stmt.kind) {
            (Action::Plain, _) => stmt.for_each_read(&mut |expr| self.looked_at(expr, &mut found)),
            (Action::Index(_), StmtKind::Op { args, .. }) => {
                let objects = args.iter().enumerate().filter(|&(index, _)| index != 1);
                objects.for_each(|(_, arg)| self.looked_at(arg, &mut found));
            }
            (Action::Direct, StmtKind::Op { op, args, .. }) => {
                let Some(callee) = direct(&self.calls, op.name, args) else { return found };
                let words = in_words(self, callee, &args[1..]);
                for (arg, rep) in args[1..].iter().zip(&callee.params) {
                    if !words || rep.is_none() {
                        self.looked_at(arg, &mut found);
                    }
                }
            }
            _ => {}
        }
        found
    }

    pub fn looks_of_term(&self, term: &Term) -> Vec<LocalId> {
        let mut found = Vec::new();
        if let Term::Return(_) = term
            && self.gives_number
        {
            return found;
        }
        if let Term::If { cond, .. } = term
            && let CExprKind::IsNull(item) = &cond.kind
            && local_of(item).is_some_and(|id| self.loops.is_item(id))
        {
            return found;
        }
        term.for_each_read(&mut |expr| self.looked_at(expr, &mut found));
        found
    }
}

/// Whether there is anything that could be done with numbers.
fn is_promising(f: &Function, types: &TypeTable, calls: &HashMap<LocalId, Callee>) -> bool {
    f.blocks.iter().flat_map(|block| &block.stmts).any(|stmt| match &stmt.kind {
        StmtKind::Op { op, args, .. } => {
            shape(*op, args, types).is_some()
                || op.name.ends_with("item")
                || op.name == "type.range"
                || direct(calls, op.name, args).is_some()
        }
        _ => false,
    })
}
