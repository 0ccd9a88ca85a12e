//! Rewrites a function by the plan: computations in C, boxes where objects are looked at.

use super::choose::Plan;
use super::ranges::{Ranges, State};
use super::{Arithmetic, Rep, arithmetic, const_word, local_of};
use crate::Context;
use crate::edit::*;
use base::{IdVec, Span};
use builtins::Op;
use mir::*;
use types::{Ty, TypeTable};

/// Knows how a number is written in C.
pub(super) struct Values<'a> {
    types: &'a TypeTable,
    consts: &'a IdVec<ConstId, Const>,
    ranges: &'a Ranges<'a>,
    pub rep: &'a IdVec<LocalId, Option<Rep>>,
    /// The C local of every unboxed local; the local itself while there is none yet.
    words: IdVec<LocalId, LocalId>,
}

impl<'a> Values<'a> {
    pub fn new(
        f: &Function,
        types: &'a TypeTable,
        consts: &'a IdVec<ConstId, Const>,
        ranges: &'a Ranges<'a>,
        rep: &'a IdVec<LocalId, Option<Rep>>,
    ) -> Self {
        Values { types, consts, ranges, rep, words: f.locals.ids().collect() }
    }

    /// The number that an exact int or float is, as C; absent where it need not fit.
    pub fn operand(&self, state: &State, expr: &CExpr) -> Option<CExpr> {
        if let Some(ObjectRoot::Const(id)) = expr.object_root() {
            return match self.consts.get(id)? {
                Const::Float(bits) => Some(CExpr::new(CExprKind::Float(*bits), Ty::DOUBLE)),
                _ => const_word(self.consts, id).map(|value| CExpr::int(value, Ty::LONGLONG)),
            };
        }
        let id = local_of(expr)?;
        if let Some(rep) = self.rep[id] {
            return Some(CExpr::local(self.words[id], rep.c_type()));
        }
        let rep = Rep::of(expr.ty)?;
        if rep == Rep::Word && !self.ranges.eval(state, expr).fits_word() {
            return None;
        }
        let read = CExprKind::Op(Op::named(rep.value_op()), vec![expr.clone()]);
        Some(CExpr::new(read, rep.c_type()))
    }

    /// What an operation computes, as C, and its representation; absent where an operand or the result need not fit.
    pub fn computed(&self, state: &State, op: Op, args: &[CExpr]) -> Option<(CExpr, Rep)> {
        let (what, rep) = match arithmetic(op, self.types) {
            Some(found) => found,
            None => return self.converted(state, op, args),
        };
        if what == Arithmetic::Box {
            let fits = rep == Rep::Double || self.ranges.eval(state, &args[0]).fits_word();
            return fits.then(|| (args[0].clone().cast(rep.c_type()), rep));
        }
        let operands: Option<Vec<_>> = args
            .iter()
            .map(|arg| self.operand(state, arg).filter(|x| x.ty == rep.c_type()))
            .collect();
        let result = self.ranges.computed(state, op, args);
        let value = self.value(what, rep, operands?)?;
        let fits = Rep::of(op.value()?) != Some(Rep::Word) || result.fits_word();
        fits.then_some((value, rep))
    }

    /// A number that leaves for a C type which has all its values.
    fn converted(&self, state: &State, op: Op, args: &[CExpr]) -> Option<(CExpr, Rep)> {
        let ([arg], Some(ty)) = (args, op.value()) else { return None };
        if !op.name.starts_with("conv.to_") {
            return None;
        }
        let rep = self.rep[local_of(arg)?]?;
        let fits = match rep {
            Rep::Word => self.ranges.eval(state, arg).fits_type(ty, self.types),
            Rep::Double => ty == Ty::DOUBLE,
        };
        let value = self.operand(state, arg)?;
        fits.then(|| (value.cast(ty), rep))
    }

    fn value(&self, what: Arithmetic, rep: Rep, mut operands: Vec<CExpr>) -> Option<CExpr> {
        let ty = rep.c_type();
        let last = operands.pop()?;
        let first = operands.pop();
        Some(match (what, first) {
            (Arithmetic::Binary(op), Some(first)) => CExpr::binary(op, first, last, ty),
            (Arithmetic::Compare(op), Some(first)) => CExpr::binary(op, first, last, Ty::BINT),
            (Arithmetic::Floor { remainder }, Some(first)) => {
                let CExprKind::Int(divisor) = last.kind else { return None };
                if divisor <= 0 {
                    return None;
                }
                let name =
                    if remainder { "clonglong.mod_const" } else { "clonglong.floordiv_const" };
                CExpr::new(CExprKind::Op(Op::named(name), vec![first, last]), ty)
            }
            (Arithmetic::Negative, None) => {
                CExpr::new(CExprKind::Unary(UnOp::Neg, Box::new(last)), ty)
            }
            (Arithmetic::Same, None) => last,
            (Arithmetic::Truth, None) => {
                let zero = match rep {
                    Rep::Word => CExpr::int(0, ty),
                    Rep::Double => CExpr::new(CExprKind::Float(0f64.to_bits()), ty),
                };
                CExpr::binary(BinOp::Ne, last, zero, Ty::BINT)
            }
            (Arithmetic::Unbox(to), None) => last.cast(to),
            _ => return None,
        })
    }
}

pub(super) fn run(f: &mut Function, cx: &Context<'_>, plan: &Plan, ranges: &Ranges<'_>) {
    if plan.rep.iter().all(Option::is_none) {
        return;
    }
    let old = f.clone();
    let mut values = Values::new(&old, cx.types, cx.consts, ranges, &plan.rep);
    let mut boxes: IdVec<LocalId, Option<LocalId>> = IdVec::from_elem(None, old.locals.len());
    for id in old.locals.ids() {
        if let Some(rep) = plan.rep[id] {
            let Local { name, kind, ty, .. } = old.locals[id];
            let word = Local { name, kind, ty: rep.c_type(), maybe_unbound: false };
            values.words[id] = f.locals.push(word);
            if plan.boxed[id] {
                boxes[id] = Some(new_variable(f, ty));
            }
        }
    }
    for id in old.blocks.ids() {
        let mut states = Vec::new();
        ranges.walk(&old, id, &mut |_, _, state| states.push(state.clone()));
        // Control does not get to a block without states.
        if states.len() < old.blocks[id].stmts.len() {
            continue;
        }
        f.blocks[id].stmts.clear();
        let mut rewrite =
            Rewrite { f: &mut *f, old: &old, values: &values, boxes: &boxes, block: id };
        for (stmt, state) in old.blocks[id].stmts.iter().zip(&states) {
            rewrite.stmt(stmt, state);
        }
        rewrite.term(&old.blocks[id].term);
    }
}

struct Rewrite<'r> {
    f: &'r mut Function,
    old: &'r Function,
    values: &'r Values<'r>,
    boxes: &'r IdVec<LocalId, Option<LocalId>>,
    /// Where statements go.
    block: BlockId,
}

impl Rewrite<'_> {
    fn put(&mut self, kind: StmtKind, span: Span) {
        self.f.blocks[self.block].stmts.push(Stmt { kind, span });
    }

    fn assign(&mut self, to: LocalId, value: CExpr, span: Span) {
        let place = use_of(self.f, to);
        self.put(StmtKind::Assign { place, value }, span);
    }

    fn stmt(&mut self, stmt: &Stmt, state: &State) {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::Assign { place, value } => {
                if let Some(id) = place.as_local().filter(|&id| self.values.rep[id].is_some()) {
                    return self.store(id, value, state, span);
                }
            }
            StmtKind::Op { dst: Some(dst), op, args } => {
                let concerned = self.values.rep[*dst].is_some() || self.uses_chosen(stmt);
                if let Some((value, rep)) = self.values.computed(state, *op, args)
                    && concerned
                {
                    return self.result(*dst, value, rep, span);
                }
            }
            _ => {}
        }
        let mut stmt = stmt.clone();
        let mut used = Vec::new();
        stmt.for_each_use(&mut |id| used.push(id));
        used.into_iter().for_each(|id| self.make_box(id, span));
        stmt.for_each_expr_mut(&mut |expr| self.read_boxes(expr));
        self.put(stmt.kind, span);
    }

    fn uses_chosen(&self, stmt: &Stmt) -> bool {
        let mut found = false;
        stmt.for_each_use(&mut |id| found |= self.values.rep[id].is_some());
        found
    }

    /// The result of a computation goes to its local.
    fn result(&mut self, dst: LocalId, value: CExpr, rep: Rep, span: Span) {
        if self.values.rep[dst].is_some() {
            self.assign(self.values.words[dst], value, span);
            if let Some(box_) = self.boxes[dst] {
                self.assign(box_, CExpr::null(self.old.locals[dst].ty), span);
            }
        } else if Rep::of(self.old.locals[dst].ty).is_some() {
            self.put(
                StmtKind::Op { dst: Some(dst), op: Op::named(rep.box_op()), args: vec![value] },
                span,
            );
        } else {
            let ty = self.old.locals[dst].ty;
            self.assign(dst, value.cast(ty), span);
        }
    }

    /// `local := value` for an unboxed local.
    fn store(&mut self, id: LocalId, value: &CExpr, state: &State, span: Span) {
        let Some(word) = self.values.operand(state, value) else { return };
        let from = local_of(value).filter(|&from| self.values.rep[from].is_some());
        if let Some(box_) = self.boxes[id] {
            let ty = self.old.locals[id].ty;
            let kept = match from {
                // The one box of both.
                Some(from) if self.boxes[from].is_some() => {
                    self.make_box(from, span);
                    self.boxes[from].map_or(CExpr::null(ty), |from| use_of(self.f, from))
                }
                // Made by a computation: nobody has seen it as an object.
                Some(_) => CExpr::null(ty),
                None => value.clone(),
            };
            self.assign(box_, kept, span);
        }
        self.assign(self.values.words[id], word, span);
    }

    /// Makes sure that the local has its box.
    fn make_box(&mut self, id: LocalId, span: Span) {
        let (Some(box_), Some(rep)) =
            (self.boxes.get(id).copied().flatten(), self.values.rep.get(id).copied().flatten())
        else {
            return;
        };
        let region = self.f.blocks[self.block].region;
        let cold = self.f.blocks[self.block].cold;
        let go_on = new_block(self.f, region, cold, Term::Unreachable);
        let make = new_block(self.f, region, cold, Term::Goto(go_on));
        let null = CExprKind::IsNull(Box::new(use_of(self.f, box_)));
        let cond = CExpr::new(null, Ty::BINT);
        self.f.blocks[self.block].term = Term::If { cond, then: make, other: go_on, likely: None };
        self.block = make;
        let op = Op::named(rep.box_op());
        let args = vec![use_of(self.f, self.values.words[id])];
        let made = new_temp(self.f, self.old.locals[id].ty);
        self.put(StmtKind::Op { dst: Some(made), op, args }, span);
        let made = use_of(self.f, made);
        self.assign(box_, made, span);
        self.block = go_on;
    }

    fn read_boxes(&self, expr: &mut CExpr) {
        expr.walk_mut(&mut |part| {
            if let CExprKind::Local(id) = &mut part.kind
                && let Some(Some(box_)) = self.boxes.get(*id)
            {
                *id = *box_;
            }
        });
    }

    fn term(&mut self, term: &Term) {
        let mut term = term.clone();
        let mut used = Vec::new();
        term.for_each_use(&mut |id| used.push(id));
        let span = self.f.blocks[self.block].stmts.last().map_or(self.f.span, |stmt| stmt.span);
        used.into_iter().for_each(|id| self.make_box(id, span));
        term.for_each_expr_mut(&mut |expr| self.read_boxes(expr));
        self.f.blocks[self.block].term = term;
    }
}
