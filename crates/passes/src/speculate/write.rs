//! Writes the blocks of the fast copy.

use super::boxes::{BoxState, Boxes, HasBox};
use super::exits::{Counter, Exits};
use super::plan::{Action, Plan};
use super::values::call;
use crate::edit::*;
use crate::unbox::{Rep, local_of};
use base::{IdVec, Span};
use builtins::Op;
use mir::dataflow::{Analysis, LocalSet};
use mir::*;
use types::Ty;

pub(super) struct Copier<'r, 'p, 'a> {
    pub f: &'r mut Function,
    pub old: &'r Function,
    pub plan: &'p Plan<'a>,
    pub state: &'r BoxState<'p, 'a>,
    /// What is boxed before the statement that is written.
    pub boxes: Boxes,
    pub exits: &'r mut Exits,
    pub counters: &'r [Counter],
    pub fast: &'r IdVec<BlockId, BlockId>,
    pub live: &'r [LocalSet],
    pub source: BlockId,
    /// Where statements go.
    pub block: BlockId,
    /// The last statement from which the general copy may go on: nothing after it can be noticed, or changes what is live there.
    pub restart: usize,
    pub at: usize,
    /// The thread, where the function calls directly.
    pub thread: Option<LocalId>,
    /// Where the result of a direct entry goes as a number.
    pub gives: Option<LocalId>,
}

impl Copier<'_, '_, '_> {
    pub fn block(&mut self, block: &Block) {
        for (index, stmt) in block.stmts.iter().enumerate() {
            self.at = index;
            self.stmt(stmt);
            self.state.stmt(&mut self.boxes, stmt);
            let repeatable = self.plan.is_repeatable(self.old, stmt);
            let changes = stmt.defines().is_some_and(|id| {
                self.live[self.restart].contains(id) || self.plan.shares.is_eager(id)
            });
            if !repeatable || changes {
                self.restart = index + 1;
            }
        }
        self.at = block.stmts.len();
        self.term(block);
    }

    pub fn put(&mut self, kind: StmtKind, span: Span) {
        self.f.blocks[self.block].stmts.push(Stmt { kind, span });
    }

    pub fn op(&mut self, dst: LocalId, name: &str, args: Vec<CExpr>, span: Span) {
        self.put(StmtKind::Op { dst: Some(dst), op: Op::named(name), args }, span);
    }

    pub fn assign(&mut self, to: LocalId, value: CExpr, span: Span) {
        let place = use_of(self.f, to);
        self.put(StmtKind::Assign { place, value }, span);
    }

    /// The word of a local that has one, in C.
    pub fn word(&self, id: LocalId) -> CExpr {
        use_of(self.f, self.plan.values.words[id])
    }

    pub fn new_block(&mut self) -> BlockId {
        let Block { region, cold, .. } = self.f.blocks[self.block];
        new_block(self.f, region, cold, Term::Unreachable)
    }

    /// Leaves for the general copy if the condition holds: before what is written now, or behind it with its result.
    pub fn leave_if(&mut self, cond: CExpr, arrived: Option<LocalId>, span: Span) {
        let exit = match arrived {
            Some(id) => self.exit_with(id, span),
            None => self.exit(self.restart, None, span),
        };
        let go_on = self.new_block();
        self.f.blocks[self.block].term =
            Term::If { cond, then: exit, other: go_on, likely: Some(false) };
        self.block = go_on;
    }

    /// The exit behind the statement that is written, whose result is there as an object.
    pub fn exit_with(&mut self, arrived: LocalId, span: Span) -> BlockId {
        self.exit(self.at + 1, Some(arrived), span)
    }

    fn exit(&mut self, index: usize, arrived: Option<LocalId>, span: Span) -> BlockId {
        let region = self.f.blocks[self.block].region;
        self.exits.exit(
            self.f,
            self.plan,
            self.counters,
            region,
            (self.source, index),
            arrived,
            &self.live[index],
            &self.boxes,
            span,
        )
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let span = stmt.span;
        match (self.plan.action(self.old, stmt), &stmt.kind) {
            (Action::Computed, StmtKind::Op { dst: Some(dst), op, args }) => {
                let Some(value) = self.computed(*op, args, span) else { return };
                self.number(stmt, *dst, value, span);
            }
            (Action::Boxed, StmtKind::Op { dst: Some(dst), op, args }) => {
                let Some(value) = self.computed(*op, args, span) else { return };
                let rep = if value.ty == Ty::DOUBLE { Rep::Double } else { Rep::Word };
                self.op(*dst, rep.box_op(), vec![value], span);
            }
            (Action::Copy, StmtKind::Assign { place, value }) => self.copy(stmt, place, value),
            (Action::Unboxed, StmtKind::Assign { place, value }) => {
                let Some(id) = place.as_local() else { return };
                self.test(id, value.clone(), None, span);
                if self.state.leaves_box(&self.boxes, stmt, id) {
                    let value = value.clone().cast(self.f.locals[id].ty);
                    self.assign(id, value, span);
                }
            }
            (Action::Range(index), _) => self.range(index, span),
            (Action::Iterate, _) => {}
            (Action::Unread, _) => {}
            (Action::Direct, _) => self.direct(stmt),
            // Part of the terminator.
            (Action::Next(_), _) => {}
            (Action::Index(name), StmtKind::Op { dst, args, .. }) => {
                self.index(stmt, name, *dst, args);
            }
            _ => self.plain(stmt),
        }
    }

    /// The value of an operation, behind its side exits.
    fn computed(&mut self, op: Op, args: &[CExpr], span: Span) -> Option<CExpr> {
        let computed = self.plan.values.computed(op, args)?;
        for guard in computed.guards {
            self.leave_if(guard, None, span);
        }
        Some(computed.value)
    }

    fn number(&mut self, stmt: &Stmt, dst: LocalId, value: CExpr, span: Span) {
        let Some(rep) = self.plan.rep(dst) else {
            let value = value.cast(self.f.locals[dst].ty);
            return self.assign(dst, value, span);
        };
        self.assign(self.plan.values.words[dst], value, span);
        if self.state.leaves_box(&self.boxes, stmt, dst) {
            let word = self.word(dst);
            self.op(dst, rep.box_op(), vec![word], span);
        } else {
            self.forget_box(dst, span);
        }
    }

    fn copy(&mut self, stmt: &Stmt, place: &CExpr, value: &CExpr) {
        let Some(id) = place.as_local() else { return };
        let span = stmt.span;
        self.look(self.plan.looks_of(self.old, stmt), span);
        if let Some((number, _)) = self.plan.values.operand(value) {
            self.assign(self.plan.values.words[id], number, span);
        }
        if self.state.leaves_box(&self.boxes, stmt, id) {
            let value = value.clone().cast(self.f.locals[id].ty);
            self.assign(id, value, span);
        } else {
            self.forget_box(id, span);
        }
    }

    /// Reads the number in an object, or leaves.
    fn test(&mut self, id: LocalId, object: CExpr, arrived: Option<LocalId>, span: Span) {
        let Some(rep) = self.plan.rep(id) else { return };
        let holds = call(rep.test_op(), vec![object.clone()]);
        let fails = CExpr::new(CExprKind::Unary(UnOp::Not, Box::new(holds)), Ty::BINT);
        self.leave_if(fails, arrived, span);
        self.assign(self.plan.values.words[id], call(rep.value_op(), vec![object]), span);
    }

    fn range(&mut self, index: usize, span: Span) {
        let found = &self.plan.loops.all[index];
        let operand = |arg: &CExpr| self.plan.values.operand(arg).map(|(value, _)| value);
        let zero = CExpr::int(0, Ty::LONGLONG);
        let start = found.start.as_ref().and_then(operand).unwrap_or(zero.clone());
        let stop = operand(&found.stop).unwrap_or(zero);
        if found.step != 1 && found.step != -1 {
            let step = CExpr::int(found.step, Ty::LONGLONG);
            let far = call("word.add_overflows", vec![stop.clone(), step]);
            self.leave_if(far, None, span);
        }
        let Counter { next, stop: end } = self.counters[index];
        self.assign(next, start, span);
        self.assign(end, stop, span);
    }

    fn index(&mut self, stmt: &Stmt, name: &str, dst: Option<LocalId>, args: &[CExpr]) {
        let key = args.get(1).and_then(local_of);
        if key.is_some_and(|key| self.boxes.of(key) == HasBox::Yes) {
            return self.plain(stmt);
        }
        let once = self.look(self.plan.looks_of(self.old, stmt), stmt.span);
        let mut args = args.to_vec();
        if let Some((word, _)) = self.plan.values.operand(&args[1]) {
            let index = word.clone().cast(Ty::SSIZE);
            let back = index.clone().cast(Ty::LONGLONG);
            let large = CExpr::binary(BinOp::Ne, back, word, Ty::BINT);
            self.leave_if(large, None, stmt.span);
            args[1] = index;
        }
        args.iter_mut().for_each(|arg| self.rewrite(arg, &once));
        let kind = StmtKind::Op { dst, op: Op::named(name), args };
        self.put(kind, stmt.span);
        self.tested(dst, stmt.span);
    }

    fn plain(&mut self, stmt: &Stmt) {
        let once = self.look(self.plan.looks_of(self.old, stmt), stmt.span);
        let mut copied = stmt.clone();
        copied.for_each_expr_mut(&mut |expr| self.rewrite(expr, &once));
        self.put(copied.kind, stmt.span);
        if !matches!(stmt.kind, StmtKind::Assign { .. }) {
            self.tested(stmt.defines(), stmt.span);
        }
    }

    /// What came as an object is tested.
    fn tested(&mut self, dst: Option<LocalId>, span: Span) {
        if let Some(id) = dst.filter(|&id| self.plan.rep(id).is_some()) {
            let object = use_of(self.f, id);
            self.test(id, object, Some(id), span);
        }
    }

    fn term(&mut self, block: &Block) {
        let span = block.stmts.last().map_or(self.old.span, |stmt| stmt.span);
        if let Some(stmt) = block.stmts.last()
            && let Action::Next(index) = self.plan.action(self.old, stmt)
            && let Some(item) = stmt.defines()
        {
            return self.next(stmt, index, item, &block.term);
        }
        if let (Some(value), Term::Return(Some(result))) = (self.gives, &block.term) {
            return self.give(value, result, span);
        }
        let once = self.look(self.plan.looks_of_term(&block.term), span);
        let mut term = block.term.clone();
        term.for_each_expr_mut(&mut |expr| self.rewrite(expr, &once));
        term.for_each_successor_mut(&mut |to| *to = self.fast[*to]);
        self.f.blocks[self.block].term = term;
    }

    /// The head of a loop over a range.
    fn next(&mut self, stmt: &Stmt, index: usize, item: LocalId, term: &Term) {
        let Term::If { then, other, .. } = term else { return };
        let step = self.plan.loops.all[index].step;
        let Counter { next, stop } = self.counters[index];
        let (now, end) = (use_of(self.f, next), use_of(self.f, stop));
        let op = if step > 0 { BinOp::Lt } else { BinOp::Gt };
        let cond = CExpr::binary(op, now.clone(), end, Ty::BINT);
        let body = self.new_block();
        let end = self.fast[*then];
        self.f.blocks[self.block].term = Term::If { cond, then: body, other: end, likely: None };
        self.block = body;
        let after = call("word.add_wraps", vec![now.clone(), CExpr::int(step, Ty::LONGLONG)]);
        self.number(stmt, item, now, stmt.span);
        self.assign(next, after, stmt.span);
        self.f.blocks[self.block].term = Term::Goto(self.fast[*other]);
    }
}
