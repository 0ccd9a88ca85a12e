//! Which values integers can have: intervals of exact Python ints and of C integers, found over the control flow.
//!
//! At the head of a loop a bound that moves goes to the next number that the function mentions, so that `while i < 1000`
//! ends at 1000; a bound beyond all of them is open. Branch conditions narrow what they compare.

use super::{Arithmetic, Rep, arithmetic, const_word, local_of};
use base::IdVec;
use mir::cfg::Cfg;
use mir::*;
use types::{Int, Ty, TypeTable};

const OPEN: i128 = 1 << 100;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Interval {
    pub lo: i128,
    pub hi: i128,
}

impl Interval {
    pub const ALL: Interval = Interval { lo: -OPEN, hi: OPEN };
    /// No value: not assigned yet.
    const NONE: Interval = Interval { lo: OPEN, hi: -OPEN };
    const WORD: Interval = Interval { lo: i64::MIN as i128, hi: i64::MAX as i128 };

    pub fn one(value: i128) -> Self {
        Interval { lo: value, hi: value }
    }

    fn new(lo: i128, hi: i128) -> Self {
        Interval { lo: lo.clamp(-OPEN, OPEN), hi: hi.clamp(-OPEN, OPEN) }
    }

    pub fn is_empty(self) -> bool {
        self.lo > self.hi
    }

    pub fn within(self, other: Interval) -> bool {
        self.is_empty() || (self.lo >= other.lo && self.hi <= other.hi)
    }

    pub fn fits_word(self) -> bool {
        !self.is_empty() && self.within(Interval::WORD)
    }

    fn hull(self, other: Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// The values of a C integer type; on platforms with narrower types there are fewer.
    pub fn of_type(ty: Ty, types: &TypeTable) -> Interval {
        match types.int_kind(ty) {
            Some(kind) if kind.signed() => {
                let top = 1i128 << (kind.bits() - 1);
                Interval::new(-top, top - 1)
            }
            Some(kind) => Interval::new(0, (1i128 << kind.bits()) - 1),
            None => Interval::ALL,
        }
    }

    /// Whether the C type has all these values on every platform.
    pub fn fits_type(self, ty: Ty, types: &TypeTable) -> bool {
        let extern_width = matches!(types[types.unqualified(ty)], types::Type::Typedef(_));
        let range = match types.int_kind(ty) {
            // 32 bits on some platforms.
            Some(Int::Long | Int::SSize | Int::PtrDiff | Int::Hash) => Ty::INT,
            Some(Int::ULong | Int::Size) => Ty::UINT,
            _ => ty,
        };
        let range = Interval::of_type(range, types);
        !extern_width && types.is_int(ty) && self.within(range)
    }
}

pub(crate) type State = IdVec<LocalId, Interval>;

pub(crate) struct Ranges<'a> {
    types: &'a TypeTable,
    consts: &'a IdVec<ConstId, Const>,
    /// What holds at the start of every block that control gets to.
    entry: IdVec<BlockId, Option<State>>,
    tracked: IdVec<LocalId, bool>,
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

    fn edge(&self, f: &Function, block: &Block, state: &mut State, to: BlockId) {
        let Term::If { cond, then, other, .. } = &block.term else { return };
        if then != other {
            self.assume(f, block, state, cond, to == *then);
        }
    }

    fn assume(&self, f: &Function, block: &Block, state: &mut State, cond: &CExpr, holds: bool) {
        match &cond.kind {
            CExprKind::Unary(UnOp::Not, inner) => self.assume(f, block, state, inner, !holds),
            CExprKind::Cast(inner) => self.assume(f, block, state, inner, holds),
            CExprKind::Binary(BinOp::And, a, b) if holds => {
                self.assume(f, block, state, a, true);
                self.assume(f, block, state, b, true);
            }
            CExprKind::Binary(BinOp::Or, a, b) if !holds => {
                self.assume(f, block, state, a, false);
                self.assume(f, block, state, b, false);
            }
            CExprKind::Binary(op, a, b) if self.types.is_int(a.ty) && self.types.is_int(b.ty) => {
                // C compares a signed number with an unsigned one in its own way.
                if self.types.is_signed(a.ty) == self.types.is_signed(b.ty) {
                    self.compared(state, *op, a, b, holds);
                }
            }
            CExprKind::Local(id) if f.locals[*id].kind == LocalKind::Temp => {
                if let Some((op, a, b)) = self.comparison(block, *id) {
                    self.compared(state, op, a, b, holds);
                }
            }
            _ => {}
        }
    }

    /// The comparison of exact ints in this block that `temp` is the result of, with nothing assigned since.
    fn comparison<'b>(
        &self,
        block: &'b Block,
        temp: LocalId,
    ) -> Option<(BinOp, &'b CExpr, &'b CExpr)> {
        let at = block.stmts.iter().rposition(|stmt| stmt.defines() == Some(temp))?;
        let StmtKind::Op { op, args, .. } = &block.stmts[at].kind else { return None };
        let (Arithmetic::Compare(compare), Rep::Word) = arithmetic(*op, self.types)? else {
            return None;
        };
        let [a, b] = args.as_slice() else { return None };
        let mut changed = false;
        for stmt in &block.stmts[at + 1..] {
            let defined = stmt.defines();
            for side in [a, b] {
                changed |= defined.is_some() && local_of(side) == defined;
            }
        }
        (!changed).then_some((compare, a, b))
    }

    fn compared(&self, state: &mut State, op: BinOp, a: &CExpr, b: &CExpr, holds: bool) {
        let op = match (op, holds) {
            (op, true) => op,
            (BinOp::Lt, false) => BinOp::Ge,
            (BinOp::Le, false) => BinOp::Gt,
            (BinOp::Gt, false) => BinOp::Le,
            (BinOp::Ge, false) => BinOp::Lt,
            (BinOp::Eq, false) => BinOp::Ne,
            (BinOp::Ne, false) => BinOp::Eq,
            _ => return,
        };
        let (x, y) = (self.eval(state, a), self.eval(state, b));
        let (x, y) = match op {
            BinOp::Lt => {
                (Interval::new(x.lo, x.hi.min(y.hi - 1)), Interval::new(y.lo.max(x.lo + 1), y.hi))
            }
            BinOp::Le => (Interval::new(x.lo, x.hi.min(y.hi)), Interval::new(y.lo.max(x.lo), y.hi)),
            BinOp::Gt => {
                (Interval::new(x.lo.max(y.lo + 1), x.hi), Interval::new(y.lo, y.hi.min(x.hi - 1)))
            }
            BinOp::Ge => (Interval::new(x.lo.max(y.lo), x.hi), Interval::new(y.lo, y.hi.min(x.hi))),
            BinOp::Eq => {
                let both = Interval::new(x.lo.max(y.lo), x.hi.min(y.hi));
                (both, both)
            }
            _ => return,
        };
        for (side, value) in [(a, x), (b, y)] {
            // An empty interval means that control does not come here; the old one is right as well.
            if let Some(id) = tracked_local(side, self.types).filter(|&id| self.tracked[id])
                && !value.is_empty()
            {
                state[id] = value;
            }
        }
    }
}

/// The local whose value the expression is: casts of C integers that keep the value are seen through for widening only.
fn tracked_local(expr: &CExpr, types: &TypeTable) -> Option<LocalId> {
    match &expr.kind {
        CExprKind::Local(id) => Some(*id),
        CExprKind::Cast(inner) if types.is_object(expr.ty) && types.is_object(inner.ty) => {
            tracked_local(inner, types)
        }
        CExprKind::Cast(inner) => {
            let inner_range = Interval::of_type(inner.ty, types);
            let widens =
                types.is_int(inner.ty) && inner_range.within(Interval::of_type(expr.ty, types));
            if widens { tracked_local(inner, types) } else { None }
        }
        _ => None,
    }
}

fn binary(op: BinOp, a: Interval, b: Interval) -> Interval {
    if a.is_empty() || b.is_empty() {
        return Interval::ALL;
    }
    let open = |x: Interval| x.lo <= -OPEN || x.hi >= OPEN;
    match op {
        BinOp::Add => Interval::new(sum(a.lo, b.lo), sum(a.hi, b.hi)),
        BinOp::Sub => Interval::new(sum(a.lo, -b.hi), sum(a.hi, -b.lo)),
        BinOp::Mul if !open(a) && !open(b) => {
            let products = [(a.lo, b.lo), (a.lo, b.hi), (a.hi, b.lo), (a.hi, b.hi)];
            let values = products.map(|(x, y)| x.saturating_mul(y));
            let lo = values.into_iter().min().unwrap_or(-OPEN);
            Interval::new(lo, values.into_iter().max().unwrap_or(OPEN))
        }
        BinOp::BitAnd if b.lo >= 0 => Interval::new(0, b.hi),
        BinOp::BitAnd if a.lo >= 0 => Interval::new(0, a.hi),
        BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor
            if a.within(Interval::WORD) && b.within(Interval::WORD) =>
        {
            // As many bits as the wider one has.
            let largest = [a.lo, a.hi, b.lo, b.hi].map(|x| if x < 0 { !x } else { x });
            let bits = 128 - largest.into_iter().max().unwrap_or(0).leading_zeros();
            let top = 1i128 << bits;
            let lo = if a.lo >= 0 && b.lo >= 0 { 0 } else { -top };
            Interval::new(lo, top - 1)
        }
        _ => Interval::ALL,
    }
}

/// Open bounds stay open.
fn sum(a: i128, b: i128) -> i128 {
    if a.abs() >= OPEN {
        a
    } else if b.abs() >= OPEN {
        b
    } else {
        a + b
    }
}

fn floor(remainder: bool, a: Interval, b: Interval) -> Interval {
    if b.lo != b.hi || b.lo <= 0 || a.is_empty() {
        return Interval::ALL;
    }
    if remainder {
        Interval::new(0, b.lo - 1)
    } else {
        let open = |x: i128| if x.abs() >= OPEN { x } else { x.div_euclid(b.lo) };
        Interval::new(open(a.lo), open(a.hi))
    }
}
