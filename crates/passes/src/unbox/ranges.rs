//! Which values integers can have: intervals of exact Python ints and of C integers, found over the control flow.
//!
//! At the head of a loop a bound that moves goes to the next number that the function mentions, so that `while i < 1000`
//! ends at 1000; a bound beyond all of them is open. Branch conditions narrow what they compare.

use super::interval::{Interval, OPEN, binary, floor};
use super::{Arithmetic, Rep, arithmetic, const_word};
use base::IdVec;
use mir::cfg::Cfg;
use mir::*;
use types::{Ty, TypeTable};

pub(crate) type State = IdVec<LocalId, Interval>;

pub(crate) struct Ranges<'a> {
    pub(super) types: &'a TypeTable,
    consts: &'a IdVec<ConstId, Const>,
    /// What holds at the start of every block that control gets to.
    entry: IdVec<BlockId, Option<State>>,
    pub(super) tracked: IdVec<LocalId, bool>,
    thresholds: Vec<i128>,
}

impl<'a> Ranges<'a> {
    pub fn new(f: &Function, types: &'a TypeTable, consts: &'a IdVec<ConstId, Const>) -> Self {
        let tracked = f
            .locals
            .iter()
            .map(|local| {
                local.kind != LocalKind::Memory
                    && (types.is_int(local.ty) || Rep::of(local.ty) == Some(Rep::Word))
            })
            .collect();
        let mut ranges = Ranges {
            types,
            consts,
            entry: IdVec::from_elem(None, f.blocks.len()),
            tracked,
            thresholds: Vec::new(),
        };
        ranges.thresholds = ranges.numbers(f);
        ranges.solve(f);
        ranges
    }

    /// The numbers at which bounds stop.
    fn numbers(&self, f: &Function) -> Vec<i128> {
        let mut numbers = vec![-OPEN, OPEN, 0];
        for bits in [7, 8, 15, 16, 31, 32, 63, 64] {
            numbers.extend([(1i128 << bits) - 1, -(1i128 << bits)]);
        }
        let mut look = |expr: &CExpr| {
            expr.walk(&mut |part| {
                let value = match part.kind {
                    CExprKind::Int(value) => Some(value),
                    CExprKind::Const(id) => const_word(self.consts, id),
                    _ => None,
                };
                numbers.extend(value.into_iter().flat_map(|value| [value - 1, value, value + 1]));
            });
        };
        for block in f.blocks.iter() {
            block.stmts.iter().for_each(|stmt| stmt.for_each_read(&mut look));
            block.term.for_each_read(&mut look);
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn solve(&mut self, f: &Function) {
        let cfg = Cfg::new(f);
        let order = cfg.reverse_postorder();
        let mut position = IdVec::from_elem(usize::MAX, f.blocks.len());
        order.iter().enumerate().for_each(|(index, &id)| position[id] = index);
        let mut start: State = f.locals.iter().map(|_| Interval::NONE).collect();
        for &id in &f.params {
            start[id] = self.full(f.locals[id].ty);
        }
        self.entry[Function::ENTRY] = Some(start);
        let mut changed = true;
        while changed {
            changed = false;
            for &id in &order {
                let Some(mut state) = self.entry[id].clone() else { continue };
                let block = &f.blocks[id];
                let fail = cfg.on_fail[id].filter(|_| cfg.fails[id]);
                for stmt in &block.stmts {
                    if let Some(to) = fail.filter(|_| stmt.can_fail()) {
                        changed |= self.merge(to, &state, position[to] <= position[id]);
                    }
                    self.stmt(f, &mut state, stmt);
                }
                if let (Some(to), Term::Unwind) = (fail, &block.term) {
                    changed |= self.merge(to, &state, position[to] <= position[id]);
                }
                for &to in &cfg.succs[id] {
                    let mut over = state.clone();
                    self.edge(f, block, &mut over, to);
                    changed |= self.merge(to, &over, position[to] <= position[id]);
                }
            }
        }
    }

    fn merge(&mut self, to: BlockId, from: &State, back: bool) -> bool {
        let Some(into) = &mut self.entry[to] else {
            self.entry[to] = Some(from.clone());
            return true;
        };
        let mut changed = false;
        for (id, &from) in from.iter_enumerated() {
            let old = into[id];
            let mut new = old.hull(from);
            if new == old {
                continue;
            }
            if back {
                if new.lo < old.lo {
                    let below = self.thresholds.iter().rev().find(|&&number| number <= new.lo);
                    new.lo = below.copied().unwrap_or(-OPEN);
                }
                if new.hi > old.hi {
                    let above = self.thresholds.iter().find(|&&number| number >= new.hi);
                    new.hi = above.copied().unwrap_or(OPEN);
                }
            }
            into[id] = new;
            changed = true;
        }
        changed
    }

    fn full(&self, ty: Ty) -> Interval {
        if self.types.is_int(ty) { Interval::of_type(ty, self.types) } else { Interval::ALL }
    }

    /// Goes through a block: calls `look` with every statement and what holds before it.
    pub fn walk(&self, f: &Function, id: BlockId, look: &mut dyn FnMut(usize, &Stmt, &State)) {
        let Some(mut state) = self.entry.get(id).cloned().flatten() else { return };
        for (index, stmt) in f.blocks[id].stmts.iter().enumerate() {
            look(index, stmt, &state);
            self.stmt(f, &mut state, stmt);
        }
    }

    fn stmt(&self, f: &Function, state: &mut State, stmt: &Stmt) {
        let Some(id) = stmt.defines().filter(|&id| self.tracked[id]) else { return };
        state[id] = self.defined(f, state, stmt);
    }

    /// The values that a statement gives its local.
    pub fn defined(&self, f: &Function, state: &State, stmt: &Stmt) -> Interval {
        let ty = stmt.defines().map_or(Ty::OBJECT, |id| f.locals[id].ty);
        let value = match &stmt.kind {
            StmtKind::Assign { value, .. } => self.eval(state, value),
            StmtKind::Op { op, args, .. } => match arithmetic(*op, self.types) {
                Some((what, Rep::Word)) => self.result(state, what, args),
                _ => Interval::ALL,
            },
            _ => Interval::ALL,
        };
        if self.types.is_int(ty) {
            let all = Interval::of_type(ty, self.types);
            if value.within(all) { value } else { all }
        } else {
            value
        }
    }

    /// The values that an operation on exact ints computes.
    pub fn computed(&self, state: &State, op: builtins::Op, args: &[CExpr]) -> Interval {
        match arithmetic(op, self.types) {
            Some((what, Rep::Word)) => self.result(state, what, args),
            _ => Interval::ALL,
        }
    }

    fn result(&self, state: &State, what: Arithmetic, args: &[CExpr]) -> Interval {
        let values: Vec<_> = args.iter().map(|arg| self.eval(state, arg)).collect();
        match (what, values.as_slice()) {
            (Arithmetic::Binary(op), &[a, b]) => binary(op, a, b),
            (Arithmetic::Negative, &[a]) => Interval::new(-a.hi, -a.lo),
            (Arithmetic::Same | Arithmetic::Box | Arithmetic::Unbox(_), &[a]) => a,
            (Arithmetic::Floor { remainder }, &[a, b]) => floor(remainder, a, b),
            (Arithmetic::Compare(_) | Arithmetic::Truth, _) => Interval::new(0, 1),
            _ => Interval::ALL,
        }
    }

    /// The values of an expression: of a C integer, or of an exact Python int.
    pub fn eval(&self, state: &State, expr: &CExpr) -> Interval {
        let value = match &expr.kind {
            CExprKind::Int(value) => Interval::one(*value),
            CExprKind::Const(id) => {
                const_word(self.consts, *id).map_or(Interval::ALL, Interval::one)
            }
            CExprKind::Local(id) if self.tracked[*id] && !state[*id].is_empty() => state[*id],
            CExprKind::Cast(inner) => {
                let both = self.types.is_int(inner.ty) && self.types.is_int(expr.ty);
                let objects = Rep::of(expr.ty) == Some(Rep::Word) || expr.ty == Ty::OBJECT;
                if both || objects { self.eval(state, inner) } else { Interval::ALL }
            }
            CExprKind::Binary(op, a, b) if self.types.is_int(expr.ty) => match op {
                BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::BitAnd => {
                    binary(*op, self.eval(state, a), self.eval(state, b))
                }
                BinOp::Eq
                | BinOp::Ne
                | BinOp::Lt
                | BinOp::Le
                | BinOp::Gt
                | BinOp::Ge
                | BinOp::And
                | BinOp::Or => Interval::new(0, 1),
                _ => Interval::ALL,
            },
            CExprKind::Op(op, args) => match arithmetic(*op, self.types) {
                Some((what, Rep::Word)) => self.result(state, what, args),
                _ => Interval::ALL,
            },
            _ => Interval::ALL,
        };
        if self.types.is_int(expr.ty) {
            // Arithmetic wraps around, or is undefined.
            let all = Interval::of_type(expr.ty, self.types);
            if value.within(all) { value } else { all }
        } else {
            value
        }
    }
}
