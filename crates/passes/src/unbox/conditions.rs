//! What a branch tells about the numbers that its condition compares.

use super::interval::Interval;
use super::ranges::{Ranges, State};
use super::{Arithmetic, Rep, arithmetic, local_of};
use mir::*;
use types::TypeTable;

impl Ranges<'_> {
    pub(super) fn edge(&self, f: &Function, block: &Block, state: &mut State, to: BlockId) {
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
                let same = self.types.is_signed(a.ty) == self.types.is_signed(b.ty);
                let _ = same.then(|| self.compared(state, *op, a, b, holds));
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
